package dev.plumb.plan.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown in sections, so that what is too long for a comment loses whole sections, the least important first, and never its
 * summary. The sections stand in the text itself, as comments that nobody sees.
 */
public final class Sections {
    /** What GitHub takes; GitLab takes more. */
    public static final int MOST_CHARACTERS = 65_000;

    /** The rank of what is never left out. */
    static final int SUMMARY = 0;

    private static final Pattern MARK = Pattern.compile("(?m)^<!-- plumb:section (\\d) (.*) -->\n");

    private Sections() {}

    /**
     * A section.
     *
     * @param rank from 0, for what is never left out, to 9 for what is left out first
     * @param name what it holds, in words
     */
    static String section(int rank, String name, String text) {
        return "<!-- plumb:section " + rank + " " + name.replace("--", "- -") + " -->\n" + text;
    }

    private record Section(int rank, String name, String text) {}

    /**
     * The text without its least important sections, as far as it takes to get below a length; what was left out is named.
     *
     * @param most characters, as the forges count them: in UTF-16
     */
    public static String cut(String markdown, int most) {
        List<Section> sections = read(markdown);
        List<String> left = new ArrayList<>();
        String text = joined(sections, left);
        while (text.length() > most) {
            Section worst = sections.get(0);
            for (Section section : sections) {
                worst = section.rank() >= worst.rank() ? section : worst;
            }
            if (worst.rank() == SUMMARY) {
                // Only a summary of thousands of environments is as long as that.
                return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
            }
            sections.remove(worst);
            left.add(0, worst.name());
            text = joined(sections, left);
        }
        return text;
    }

    private static List<Section> read(String markdown) {
        List<Section> sections = new ArrayList<>();
        Matcher mark = MARK.matcher(markdown);
        int rank = SUMMARY;
        String name = "the summary";
        int from = 0;
        while (mark.find()) {
            sections.add(new Section(rank, name, markdown.substring(from, mark.start())));
            rank = Integer.parseInt(mark.group(1));
            name = mark.group(2);
            from = mark.start();
        }
        sections.add(new Section(rank, name, markdown.substring(from)));
        return sections;
    }

    private static String joined(List<Section> sections, List<String> left) {
        StringBuilder text = new StringBuilder();
        sections.forEach(s -> text.append(s.text()));
        if (!left.isEmpty()) {
            List<String> shown = left.size() > 5 ? left.subList(0, 5) : left;
            text.append("\n_Too long for a comment, left out: ")
                    .append(String.join("; ", shown))
                    .append(shown.size() < left.size() ? " and " + (left.size() - shown.size()) + " more" : "")
                    .append("._\n");
        }
        return text.toString();
    }
}

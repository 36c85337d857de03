package dev.plumb.plan.preview;

import dev.plumb.plan.render.Printable;

/** Text of specs and catalogs as Markdown shows it, letter by letter: no markup, no HTML, nobody mentioned. */
final class Markdown {
    private Markdown() {}

    /** On one line, in the type of code. */
    static String code(String text) {
        String line = Printable.line(text);
        String fence = fence(line, 1);
        boolean padded = line.startsWith("`") || line.endsWith("`") || line.isBlank();
        return padded ? fence + " " + line + " " + fence : fence + line + fence;
    }

    /** The same in a cell of a table, whose bars end cells even in code. */
    static String cell(String text) {
        return code(text).replace("|", "\\|");
    }

    /** A block of code, with a line feed at its end. */
    static String block(String language, String text) {
        String fence = fence(text, 3);
        return fence + language + "\n" + Printable.lines(text, "").stripTrailing() + "\n" + fence + "\n";
    }

    /** Words, on one line. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        Printable.line(text).chars().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                // A mention, or a number of an issue: an invisible character in between.
                case '@', '#' -> escaped.append((char) c).append("&#8203;");
                case '\\', '`', '*', '_', '[', ']', '|', '~' ->
                    escaped.append('\\').append((char) c);
                default -> escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    /** Longer than any run of backticks in the text. */
    private static String fence(String text, int least) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(Math.max(least, longest + 1));
    }
}

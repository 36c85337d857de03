package dev.plumb.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** What a person can do about a text that is not well-formed YAML. */
final class YamlSyntax {
    /** The parser's words, and what they nearly always mean in a file of SQL and names. */
    private record Explanation(String words, String message, String remedy) {}

    private static final List<Explanation> EXPLANATIONS = List.of(
            new Explanation("(tab)", "a tab cannot indent or begin a text", "use spaces"),
            new Explanation(
                    "mapping values are not allowed here",
                    "a colon stands where no key can end",
                    "check the indentation, and put a text that contains ': ' in quotes"),
            new Explanation(
                    "could not find expected ':'",
                    "this line is neither 'key: value' nor the rest of a text",
                    "check the indentation and the quotes above"),
            new Explanation(
                    "that cannot start any token",
                    "a text without quotes cannot begin with this character",
                    "put the text in quotes"),
            new Explanation(
                    "found unknown escape character",
                    "in double quotes a backslash begins an escape, and this is none",
                    "use single quotes, or write the backslash twice"),
            new Explanation(
                    "found unexpected end of stream", "the quote that opens this text is never closed", "close it"),
            new Explanation(
                    "found undefined alias",
                    "an alias names an anchor that is not defined above it",
                    "put a text that begins with '*' in quotes"),
            new Explanation(
                    "sequence entries are not allowed here",
                    "a list cannot begin here",
                    "put '- ' on a line of its own, or write the list as [a, b]"),
            new Explanation(
                    "expected ',' or ']'",
                    "a list in [ ] goes on without a comma, or is not closed",
                    "put a text that contains one of , [ ] { } in quotes"),
            new Explanation(
                    "expected ',' or '}'",
                    "a map in { } goes on without a comma, or is not closed",
                    "put a text that contains one of , [ ] { } in quotes"),
            new Explanation(
                    "chomping or indentation",
                    "text goes on after a closing quote, or after the '|' or '>' that begins a block",
                    "put the whole value in quotes, or begin the block on the next line"),
            new Explanation(
                    "expected <block end>, but found '<scalar>'",
                    "text goes on after a closing quote",
                    "put the whole value in quotes, or write it as a block after '|'"),
            new Explanation(
                    "expected <block end>",
                    "this does not line up with what stands above",
                    "indent keys of one map by the same number of spaces"));

    private YamlSyntax() {}

    static Problem explain(SourceText source, String text, YAMLException error) {
        if (error instanceof ReaderException unprintable) {
            return unprintable(source, text, unprintable);
        }
        if (!(error instanceof MarkedYAMLException marked)) {
            return withoutPlace(source.location(0, 0), String.valueOf(error.getMessage()));
        }
        String words = String.valueOf(marked.getProblem());
        SourceLocation place = place(source, marked);
        return EXPLANATIONS.stream()
                .filter(e -> words.toLowerCase(Locale.ROOT).contains(e.words().toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(e -> Problem.at(place, e.message(), e.remedy()))
                .orElseGet(() -> Problem.at(place, "not well-formed YAML: " + firstLine(words)));
    }

    private static Problem withoutPlace(SourceLocation file, String words) {
        return words.startsWith("Nesting Depth")
                ? Problem.at(file, "lists and maps are nested too deep", "50 levels are enough")
                : Problem.at(file, "not well-formed YAML: " + firstLine(words));
    }

    /** An open quote is told where it opens, anything else where the parser gave up. */
    private static SourceLocation place(SourceText source, MarkedYAMLException error) {
        Optional<Mark> problem = Optional.ofNullable(error.getProblemMark());
        Optional<Mark> context = Optional.ofNullable(error.getContextMark());
        boolean atTheEnd = String.valueOf(error.getProblem()).contains("end of stream");
        return (atTheEnd ? context.or(() -> problem) : problem.or(() -> context))
                .map(m -> source.location(m.getLine(), m.getColumn()))
                .orElseGet(() -> source.location(0, 0));
    }

    private static Problem unprintable(SourceText source, String text, ReaderException error) {
        int end = Math.min(error.getPosition(), text.codePointCount(0, text.length()));
        String before = text.substring(0, text.offsetByCodePoints(0, end));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length());
        return Problem.at(
                source.location(line, column),
                String.format("the character U+%04X cannot stand in YAML", error.getCodePoint()),
                "write it as an escape in double quotes");
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}

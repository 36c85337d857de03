package dev.plumb.environment;

import dev.plumb.source.Problem;
import dev.plumb.source.Problems;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.Suggestions;
import dev.plumb.source.YamlScalar;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What {@code ${NAME}} stands for. Values are secrets until proven otherwise: no message shows one.
 *
 * @param values the process environment over {@code .env}
 */
record Variables(Map<String, String> values) {
    private static final String FILE = ".env";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern CUT_BY_COMMENT =
            Pattern.compile("(\\s*[\\w.-]+\\s*=\\s*(?:[^'\"\\s#][^#]*)?[^\\s#=])#.*");

    Variables {
        values = Map.copyOf(values);
    }

    static Variables read(Path root, Map<String, String> processEnvironment, Problems problems) {
        Map<String, String> values = new HashMap<>();
        if (Files.exists(root.resolve(FILE))) { // else the library would look on the class path
            values.putAll(declared(root, problems));
        }
        values.putAll(processEnvironment);
        return new Variables(values);
    }

    private static Map<String, String> declared(Path root, Problems problems) {
        Map<String, String> declared = new HashMap<>();
        List<String> lines = lines(root.resolve(FILE), problems);
        if (lines.isEmpty()) {
            return declared;
        }
        for (int i = 0; i < lines.size(); i++) {
            Matcher cut = CUT_BY_COMMENT.matcher(lines.get(i));
            if (cut.matches()) {
                SourceLocation at = new SourceLocation(FILE, i + 1, cut.end(1) + 1);
                problems.report(
                        at, "this '#' would end the value", "put the value in quotes, or a space before a comment");
            }
        }
        try {
            // With a slash at the end, or the library takes ".env" off the folder's name.
            Dotenv dotenv =
                    Dotenv.configure().directory(root + "/").filename(FILE).load();
            for (DotenvEntry entry : dotenv.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
                declared.put(entry.getKey(), withoutSingleQuotes(entry.getValue()));
            }
        } catch (DotenvException e) {
            problems.report(
                    new SourceLocation(FILE, 1 + malformed(lines, e), 1),
                    "this is neither NAME=value nor a comment",
                    "write NAME=value, with quotes around a value that has spaces or a '#'");
        }
        return declared;
    }

    /** The line that the library means. Its message shows it, and so cannot be shown: the line may be a secret. */
    private static int malformed(List<String> lines, DotenvException e) {
        String message = String.valueOf(e.getMessage());
        return IntStream.range(0, lines.size())
                .filter(i ->
                        !lines.get(i).isBlank() && message.contains(lines.get(i).strip()))
                .findFirst()
                .orElse(0);
    }

    // The library takes off double quotes only.
    private static String withoutSingleQuotes(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static List<String> lines(Path file, Problems problems) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            problems.add(new Problem(
                    Optional.empty(),
                    file + " cannot be read: " + ProjectFile.reason(e),
                    Optional.of("make it a text file in UTF-8")));
            return List.of();
        }
    }

    /** The text with its variables; empty if one is not set or not well written, which is then a problem. */
    Optional<String> fill(YamlScalar text, Problems problems) {
        StringBuilder filled = new StringBuilder();
        boolean complete = true;
        Matcher reference = REFERENCE.matcher(text.text());
        int copied = 0;
        while (reference.find()) {
            filled.append(text.text().substring(copied, reference.start()));
            copied = reference.end();
            if (reference.group(1) == null) {
                filled.append("${");
                continue;
            }
            SourceLocation at = text.locationAt(reference.start());
            Optional<String> value =
                    value(reference.group(1), !reference.group(2).isEmpty(), at, problems);
            value.ifPresent(filled::append);
            complete &= value.isPresent();
        }
        filled.append(text.text().substring(copied));
        return complete ? Optional.of(filled.toString()) : Optional.empty();
    }

    private Optional<String> value(String name, boolean closed, SourceLocation at, Problems problems) {
        if (!closed || !NAME.matcher(name).matches()) {
            problems.report(
                    at,
                    closed ? "'${" + name + "}' does not name a variable" : "'${' is not closed",
                    "write ${NAME}, or $${ for the two characters themselves");
            return Optional.empty();
        }
        Optional<String> value = Optional.ofNullable(values.get(name));
        if (value.isEmpty()) {
            problems.report(
                    at,
                    "the variable " + name + " is not set",
                    "set it in the environment or in " + FILE
                            + Suggestions.nearest(name, values.keySet())
                                    .map(nearest -> "; did you mean " + nearest + "?")
                                    .orElse(""));
        }
        return value;
    }
}

package dev.plumb.environment;

import dev.plumb.source.Problem;
import dev.plumb.source.Problems;
import dev.plumb.source.SourceLocation;
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

/** The file {@code .env} of a project. Values are secrets until proven otherwise: no message shows one. */
final class DotenvFile {
    static final String NAME = ".env";
    private static final Pattern CUT_BY_COMMENT =
            Pattern.compile("(\\s*[\\w.-]+\\s*=\\s*(?:[^'\"\\s#][^#]*)?[^\\s#=])#.*");

    private DotenvFile() {}

    /** What it sets; nothing when there is no such file. */
    static Map<String, String> read(Path root, Problems problems) {
        // Or the library would look on the class path.
        return Files.exists(root.resolve(NAME)) ? declared(root, problems) : Map.of();
    }

    private static Map<String, String> declared(Path root, Problems problems) {
        Map<String, String> declared = new HashMap<>();
        List<String> lines = lines(root.resolve(NAME), problems);
        if (lines.isEmpty()) {
            return declared;
        }
        for (int i = 0; i < lines.size(); i++) {
            Matcher cut = CUT_BY_COMMENT.matcher(lines.get(i));
            if (cut.matches()) {
                SourceLocation at = new SourceLocation(NAME, i + 1, cut.end(1) + 1);
                problems.report(
                        at, "this '#' would end the value", "put the value in quotes, or a space before a comment");
            }
        }
        try {
            // With a slash at the end, or the library takes ".env" off the folder's name.
            Dotenv dotenv =
                    Dotenv.configure().directory(root + "/").filename(NAME).load();
            for (DotenvEntry entry : dotenv.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
                declared.put(entry.getKey(), withoutSingleQuotes(entry.getValue()));
            }
        } catch (DotenvException e) {
            problems.report(
                    new SourceLocation(NAME, 1 + malformed(lines, e), 1),
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
}

package dev.plumb.cli;

import dev.plumb.cli.Surroundings.Stream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A shell for tests: a current directory, variables, and either pipes or a terminal on which answers are typed.
 *
 * @param answers what is typed, line by line
 */
record Shell(Path directory, Map<String, String> variables, Set<Stream> terminals, String answers) {
    /** In a folder, with nothing but pipes. */
    static Shell in(Path directory) {
        return new Shell(directory, Map.of(), Set.of(), "");
    }

    Shell with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new Shell(directory, more, terminals, answers);
    }

    /** On a terminal, where a person types these lines. */
    Shell typing(String lines) {
        return new Shell(directory, variables, Set.of(Stream.values()), lines);
    }

    /** Writes a file below the current directory. */
    Shell file(String name, String content) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code plumb} with these arguments. */
    Outcome plumb(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader(answers)),
                terminals,
                variables,
                directory,
                new Interruption());
        int exitCode = new PlumbCommandLine(surroundings).run(arguments).code();
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What a run left behind. */
    record Outcome(int exitCode, String out, String err) {}
}

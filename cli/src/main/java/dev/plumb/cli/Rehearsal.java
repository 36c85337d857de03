package dev.plumb.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs the commands once while the build watches which classes they load, for the class-data-sharing archive. What a command
 * answers does not matter here; one that fails has only loaded less.
 */
public final class Rehearsal {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("plan", "--help"),
            List.of("init"),
            List.of("validate"),
            List.of("db", "start"),
            List.of("apply", "--yes"),
            List.of("plan"),
            List.of("plan", "--format", "json"),
            List.of("plan", "--format", "sql", "--color", "always"),
            List.of("status", "--check"),
            List.of("inspect"),
            List.of("db", "url"),
            List.of("db", "stop"));

    private Rehearsal() {}

    /**
     * @param args the folder to make a project in
     */
    public static void main(String[] args) throws IOException {
        Path project = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
        run(project, List.of("db", "stop"));
        empty(project);
        for (List<String> command : COMMANDS) {
            run(project, command);
        }
        empty(project);
    }

    private static void run(Path project, List<String> command) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                nowhere, nowhere, new BufferedReader(new StringReader("")), Set.of(), Map.of(), project);
        ExitCode exitCode = new PlumbCommandLine(surroundings).run(command.toArray(String[]::new));
        System.out.println("plumb " + String.join(" ", command) + ": " + exitCode);
    }

    private static void empty(Path folder) throws IOException {
        List<Path> content;
        try (Stream<Path> files = Files.walk(folder)) {
            content = files.filter(f -> !f.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path file : content) {
            Files.delete(file);
        }
    }
}

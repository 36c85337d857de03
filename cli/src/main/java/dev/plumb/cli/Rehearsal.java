package dev.plumb.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private static final String SERVER_BY_URL = "\n  url:\n    database: \"${DATABASE_URL}\"\n";

    private final Path project;

    private Rehearsal(Path project) {
        this.project = project;
    }

    /**
     * @param args the folder to make a project in
     */
    public static void main(String[] args) throws IOException {
        Path project = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
        new Rehearsal(project).run();
    }

    private void run() throws IOException {
        // What a build that was interrupted may have left.
        plumb("", "db", "stop", "-e", "dev");
        empty();
        plumb("", "--version");
        plumb("", "plan", "--help");
        plumb("", "init");
        plumb("", "validate");
        plumb("", "db", "start");
        String url = plumb("", "db", "url").lines().findFirst().orElse("");
        Files.writeString(project.resolve("plumb.yaml"), SERVER_BY_URL, StandardOpenOption.APPEND);
        for (String environment : List.of("dev", "url")) {
            plumb(url, "apply", "-e", environment, "--yes");
            plumb(url, "plan", "-e", environment, "--check");
            plumb(url, "status", "-e", environment);
        }
        plumb(url, "plan", "-e", "url", "--format", "json");
        plumb(url, "plan", "-e", "url", "--format", "sql", "--color", "always");
        plumb(url, "inspect", "--url", url);
        plumb(url, "errors", "-e", "url");
        plumb(url, "backfill", "status", "-e", "url");
        plumb(url, "work", "-e", "url", "--once");
        plumb("", "db", "stop", "-e", "dev");
        empty();
    }

    /** What the command printed. */
    private String plumb(String databaseUrl, String... command) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(new ResultStream(result), false, StandardCharsets.UTF_8);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                out,
                new PrintStream(messages, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")),
                Set.of(),
                Map.of("DATABASE_URL", databaseUrl),
                project,
                new Interruption());
        ExitCode exitCode = new PlumbCommandLine(surroundings).run(command);
        out.flush();
        System.out.println("plumb " + String.join(" ", command) + ": " + exitCode);
        return result.toString(StandardCharsets.UTF_8);
    }

    private void empty() throws IOException {
        List<Path> content;
        try (Stream<Path> files = Files.walk(project)) {
            content = files.filter(f -> !f.equals(project))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path file : content) {
            Files.delete(file);
        }
    }
}

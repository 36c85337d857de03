package dev.plumb.cli.acceptance;

import dev.plumb.cli.PlumbCommandLine;
import dev.plumb.cli.Surroundings;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A project folder and the command line, run in this JVM as a script in CI would: no terminal, one environment. */
record Project(Path folder, Map<String, String> environment) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** What a command printed. */
    record Output(int exitCode, String out, String err) {}

    /** A copy of a folder of this repository whose environment {@code dev} is the given database. */
    static Project copyOf(String original, Path folder, TestDatabase database) throws IOException {
        Path from = ROOT.resolve(original);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().contains(".plumb"))
                    ::iterator) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Files.writeString(folder.resolve("plumb.yaml"), """
                project: library
                environments:
                  dev: {database: "${DATABASE_URL}"}
                """);
        return new Project(folder, Map.of("DATABASE_URL", database.url()));
    }

    Output run(String verb, String... arguments) {
        List<String> all = new ArrayList<>(List.of(verb, "-C", folder.toString()));
        all.addAll(Arrays.asList(arguments));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode;
        try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            Surroundings surroundings = new Surroundings(
                    outStream, errStream, new BufferedReader(new StringReader("")), Set.of(), environment, ROOT);
            exitCode = new PlumbCommandLine(surroundings).run(all.toArray(String[]::new)).code();
        }
        return new Output(
                exitCode,
                out.toString(StandardCharsets.UTF_8).replace(folder.toString(), "PROJECT"),
                err.toString(StandardCharsets.UTF_8).replace(folder.toString(), "PROJECT"));
    }
}

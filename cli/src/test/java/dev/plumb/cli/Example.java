package dev.plumb.cli;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A copy of {@code examples/library} whose environment {@code dev} is a test database. */
record Example(Path folder, TestDatabase database) {
    /** The checkout; tests run in their module's folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static Example copiedTo(Path folder, TestDatabase database) throws IOException {
        for (String files : List.of("schema", "migrations/data")) {
            copy(ROOT.resolve("examples/library").resolve(files), folder.resolve(files));
        }
        Files.writeString(folder.resolve("plumb.yaml"), """
                project: library
                environments:
                  dev: {database: "${DATABASE_URL}"}
                """);
        return new Example(folder, database);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(Objects.requireNonNull(file.getFileName())));
            }
        }
    }

    Outcome plumb(String verb, String... arguments) {
        List<String> all = new ArrayList<>(List.of(verb));
        all.addAll(Arrays.asList(arguments));
        return Shell.in(folder).with("DATABASE_URL", database.url()).plumb(all.toArray(String[]::new));
    }
}

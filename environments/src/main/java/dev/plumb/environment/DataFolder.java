package dev.plumb.environment;

import dev.plumb.source.Problem;
import dev.plumb.source.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the data migrations: {@code migrations/data/*.sql}. A project need not have any. */
record DataFolder(Path root) {
    private static final String PATH = "migrations/data";

    List<SpecFile> files() {
        Path folder = root.resolve(PATH);
        if (!Files.exists(folder)) {
            return List.of();
        }
        Problems problems = new Problems();
        List<SpecFile> files = List.of();
        if (Files.isDirectory(folder)) {
            files = list(folder);
            files.stream()
                    .filter(f -> !Files.isRegularFile(f.file()) || !Files.isReadable(f.file()))
                    .forEach(f ->
                            report(problems, f.path() + " cannot be read", "check what it is and its permissions"));
        } else {
            report(problems, PATH + " is a file; a folder was expected", "rename it");
        }
        problems.throwIfAny();
        return files;
    }

    private static List<SpecFile> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(e -> isMigration(name(e)))
                    .map(e -> new SpecFile(PATH + "/" + name(e), e))
                    .sorted(Comparator.comparing(SpecFile::path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static boolean isMigration(String name) {
        return name.endsWith(".sql") && !name.startsWith(".");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static void report(Problems problems, String what, String remedy) {
        problems.add(new Problem(Optional.empty(), what, Optional.of(remedy)));
    }
}

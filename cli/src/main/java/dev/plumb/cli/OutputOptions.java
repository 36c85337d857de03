package dev.plumb.cli;

import dev.plumb.plan.render.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a result goes. */
final class OutputOptions {
    private final Option<Path> file =
            Option.of(Path.class, "FILE", "write the result to FILE instead of standard output", "-o", "--output");

    Option<Path> option() {
        return file;
    }

    /** Finds out before any work is done that the file could not be written. */
    void check(Session session) {
        file.value().ifPresent(path -> check(session, path));
    }

    private static void check(Session session, Path file) {
        Path path = session.resolve(file);
        Path folder = Optional.ofNullable(path.getParent()).orElse(path);
        if (Files.isDirectory(path)) {
            throw new UsageException("-o " + file + " is a folder", "name a file in it");
        }
        if (!Files.isDirectory(folder)) {
            throw new UsageException(
                    "-o " + file + ": the folder " + folder + " does not exist", "create it, or name another file");
        }
        boolean writable = Files.exists(path) ? Files.isWritable(path) : Files.isWritable(folder);
        if (!writable) {
            throw new UsageException(
                    "-o " + file + " may not be written", "name another file, or change its permissions");
        }
    }

    /** The file as the command line names it; empty without one. */
    String file() {
        return file.value().map(Path::toString).orElse("");
    }

    boolean isFile() {
        return file.value().isPresent();
    }

    /** Plain in a file, unless colour is asked for by name. */
    Style style(Session session) {
        return !isFile()
                ? session.resultStyle()
                : session.globals().style(session.surroundings().withoutTerminals(), Surroundings.Stream.OUT);
    }

    void write(Session session, String result) {
        if (!isFile()) {
            session.surroundings().out().print(result);
            session.surroundings().out().flush();
            return;
        }
        Path path = file.value().orElseThrow();
        try {
            Files.writeString(session.resolve(path), result);
        } catch (IOException e) {
            throw FileFailure.writing(path, e);
        }
    }
}

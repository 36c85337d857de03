package dev.plumb.cli;

import dev.plumb.plan.render.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a result goes. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write the result to FILE instead of standard output")
    private @Nullable Path file;

    /** Finds out before any work is done that the file could not be written. */
    void check(Session session) {
        if (file == null) {
            return;
        }
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

    /** Plain in a file, unless colour is asked for by name. */
    Style style(Session session) {
        return file == null
                ? session.resultStyle()
                : session.globals().style(session.surroundings().withoutTerminals(), Surroundings.Stream.OUT);
    }

    void write(Session session, String result) {
        if (file == null) {
            session.surroundings().out().print(result);
            session.surroundings().out().flush();
            return;
        }
        try {
            Files.writeString(session.resolve(file), result);
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }
}

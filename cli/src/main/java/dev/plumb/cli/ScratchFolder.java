package dev.plumb.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that is gone when this is closed. */
final class ScratchFolder implements AutoCloseable {
    private final Path path;

    ScratchFolder() {
        try {
            this.path = Files.createTempDirectory("plumb");
        } catch (IOException e) {
            throw FileFailure.writing(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw FileFailure.writing(path, e);
        }
    }
}

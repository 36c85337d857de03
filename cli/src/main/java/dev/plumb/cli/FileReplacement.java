package dev.plumb.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Objects;

/**
 * A file with another content: whoever looks at it sees the one or the other, at any time.
 *
 * @param before what it is known to hold
 */
record FileReplacement(Path file, String before, String after) {
    /** @throws UsageException when somebody has changed it meanwhile */
    void write() {
        try {
            Path target = file.toRealPath();
            if (!Files.readString(target).equals(before)) {
                throw new UsageException(
                        file + " has changed since it was read, so it was not written", "run the command again");
            }
            Path folder = Objects.requireNonNull(target.getParent());
            Path temporary = Files.createTempFile(folder, ".plumb-", ".tmp");
            try {
                Files.writeString(temporary, after);
                keepPermissions(target, temporary);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (view != null) {
            Files.setPosixFilePermissions(to, view.readAttributes().permissions());
        }
    }
}

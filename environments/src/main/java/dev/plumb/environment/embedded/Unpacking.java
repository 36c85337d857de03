package dev.plumb.environment.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks an archive beside its place and then moves it there, so that it is there whole or not at all. */
final class Unpacking {
    private static final String UNFINISHED = ".unpacking-";
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);
    private static final int ANY_EXECUTE = 0b001_001_001;

    private final Path folder;

    Unpacking(Path folder) {
        this.folder = folder;
    }

    /** Unpacks into a folder of that name; if another process is faster, its work is used. */
    Path unpack(InputStream archive, String name) throws IOException {
        Files.createDirectories(folder);
        removeAbandoned();
        Path unfinished = Files.createTempDirectory(folder, UNFINISHED);
        try {
            if (!Files.getOwner(unfinished).equals(Files.getOwner(folder))) {
                throw new IOException(folder + " belongs to someone else");
            }
            extract(archive, unfinished);
            Path target = folder.resolve(name);
            try {
                return Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (Files.isDirectory(target)) {
                    return target;
                }
                throw e;
            }
        } finally {
            delete(unfinished);
        }
    }

    private void removeAbandoned() throws IOException {
        Instant limit = Instant.now().minus(ABANDONED_AFTER);
        try (var children = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (Path child : children) {
                if (Files.getLastModifiedTime(child).toInstant().isBefore(limit)) {
                    delete(child);
                }
            }
        }
    }

    private static void extract(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the archive leaves its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(target));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(file, target.resolve(entry.getLinkName()).normalize());
                } else {
                    Files.copy(tar, file);
                    makeExecutable(file, entry.getMode());
                }
            }
        }
    }

    private static void makeExecutable(Path file, int mode) throws IOException {
        if ((mode & ANY_EXECUTE) != 0 && Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /**
     * Removes a folder and all that is in it; links are removed, not followed. What others remove at the same time is none
     * the worse for it.
     */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

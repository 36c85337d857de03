package dev.plumb.environment;

import dev.plumb.source.Problem;
import dev.plumb.source.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the files of the spec in {@code schema/}: YAML and Java, in folders of any depth, links followed. */
final class SpecFolder extends SimpleFileVisitor<Path> {
    private static final String NAME = "schema";
    private static final Pattern SPEC = Pattern.compile(".*\\.(yaml|yml|java)");
    private static final String WHAT_TO_DO = "write " + NAME + "/<directory>.yaml, or run 'plumb init'";

    private final Path root;
    private final Path folder;
    private final List<SpecFile> files = new ArrayList<>();
    private final Problems problems = new Problems();

    SpecFolder(Path root) {
        this.root = root;
        this.folder = root.resolve(NAME);
    }

    List<SpecFile> files() {
        if (!Files.isDirectory(folder)) {
            report(folder, Files.exists(folder) ? "is a file; a folder was expected" : "does not exist", WHAT_TO_DO);
        } else {
            walk();
            if (files.isEmpty() && problems.isEmpty()) {
                report(folder, "holds no spec: no .yaml, .yml or .java file", WHAT_TO_DO);
            }
        }
        problems.throwIfAny();
        return files.stream().sorted(Comparator.comparing(SpecFile::path)).toList();
    }

    private void walk() {
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        if (isHidden(directory)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (isSpec(directory)) {
            report(directory, "is a folder; a file was expected", "rename it");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (isHidden(file) || !isSpec(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            report(file, "is a link to nothing", "correct or remove it");
        } else if (!attributes.isRegularFile()) {
            report(file, "is not a plain file", "remove it");
        } else if (!Files.isReadable(file)) {
            report(file, "cannot be read: access denied", "check its permissions");
        } else {
            files.add(new SpecFile(relative(file), file));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        // A loop leads to files that are being visited already.
        if (!isHidden(file) && !(failure instanceof FileSystemLoopException)) {
            report(file, "cannot be read: " + ProjectFile.reason(failure), "check its permissions");
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isHidden(Path path) {
        return !path.equals(folder) && path.getFileName().toString().startsWith(".");
    }

    private static boolean isSpec(Path path) {
        return SPEC.matcher(path.getFileName().toString()).matches();
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private void report(Path path, String what, String remedy) {
        problems.add(new Problem(
                Optional.empty(),
                (path.equals(folder) ? folder.toString() : relative(path)) + " " + what,
                Optional.of(remedy)));
    }
}

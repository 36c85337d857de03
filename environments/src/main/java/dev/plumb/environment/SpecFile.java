package dev.plumb.environment;

import java.nio.file.Path;

/**
 * One file of the spec.
 *
 * @param path relative to the project, with forward slashes
 * @param file where it is
 */
public record SpecFile(String path, Path file) {
    /** Whether it is to be compiled rather than read. */
    public boolean isJava() {
        return path.endsWith(".java");
    }
}

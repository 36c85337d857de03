package dev.plumb.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file that could not be written or read, in a sentence. */
final class FileFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FileFailure(String message, IOException cause) {
        super(message, cause);
    }

    static FileFailure writing(Path file, IOException e) {
        return new FileFailure(file + " could not be written: " + reason(e), e);
    }

    static FileFailure reading(Path file, IOException e) {
        return new FileFailure(file + " could not be read: " + reason(e), e);
    }

    /** The operating system's words; the class of the exception says the rest. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}

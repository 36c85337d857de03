package dev.plumb.dsl.yaml.edit;

import java.io.Serial;

/** A file is written in a way that only a person can change. The message says what is in the way. */
public final class CannotEditException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CannotEditException(String message) {
        super(message);
    }
}

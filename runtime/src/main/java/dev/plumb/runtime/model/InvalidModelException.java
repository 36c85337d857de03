package dev.plumb.runtime.model;

import dev.plumb.runtime.failure.PlumbException;

/** A file that is no compiled spec, or is not as it was written. */
public final class InvalidModelException extends PlumbException {
    private static final long serialVersionUID = 1L;

    InvalidModelException(String happened) {
        super(happened, "make a new one: plumb compile -o FILE");
    }
}

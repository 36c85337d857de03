package dev.plumb.runtime.planfile;

import dev.plumb.runtime.failure.PlumbException;

/** A file that is no plan file, or is not as it was written. */
public final class InvalidPlanFileException extends PlumbException {
    private static final long serialVersionUID = 1L;

    public InvalidPlanFileException(String happened, String remedy) {
        super(happened, remedy);
    }
}

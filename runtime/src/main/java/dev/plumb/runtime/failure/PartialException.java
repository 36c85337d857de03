package dev.plumb.runtime.failure;

import org.jspecify.annotations.Nullable;

/** Some of the plan is done and recorded, some is not; applying again continues. */
public final class PartialException extends PlumbException {
    private static final long serialVersionUID = 1L;

    public PartialException(String happened, String remedy) {
        super(happened, remedy);
    }

    public PartialException(String happened, String remedy, @Nullable Throwable cause) {
        super(happened, remedy, cause);
    }
}

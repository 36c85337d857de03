package dev.plumb.runtime.failure;

/** The process was asked to end. Nothing was applied. */
public final class InterruptedRunException extends PlumbException {
    private static final long serialVersionUID = 1L;

    public InterruptedRunException(String happened, String remedy) {
        super(happened, remedy);
    }
}

package dev.plumb.runtime.failure;

/** The plan is not allowed as it is: a destructive change that nobody allowed, or a blocker. Nothing was applied. */
public final class RefusedException extends PlumbException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String happened, String remedy) {
        super(happened, remedy);
    }
}

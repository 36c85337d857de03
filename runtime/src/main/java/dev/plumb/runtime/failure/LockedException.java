package dev.plumb.runtime.failure;

/** Somebody else holds what is needed: the namespace, or locks on a relation. Nothing was applied. */
public final class LockedException extends PlumbException {
    private static final long serialVersionUID = 1L;

    public LockedException(String happened, String remedy) {
        super(happened, remedy);
    }
}

package dev.plumb.runtime.failure;

/** The database, or the ledger, is no longer what the plan was made from. Nothing was applied. */
public final class StalePlanException extends PlumbException {
    private static final long serialVersionUID = 1L;

    public StalePlanException(String happened, String remedy) {
        super(happened, remedy);
    }

    public StalePlanException(String happened, String remedy, Throwable cause) {
        super(happened, remedy, cause);
    }
}

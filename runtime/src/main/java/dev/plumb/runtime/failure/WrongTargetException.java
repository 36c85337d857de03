package dev.plumb.runtime.failure;

/** The database is not one that this project and environment may change: a transaction pooler, a ledger of a newer version, another project's schemas. */
public final class WrongTargetException extends PlumbException {
    private static final long serialVersionUID = 1L;

    public WrongTargetException(String happened, String remedy) {
        super(happened, remedy);
    }
}

package dev.plumb.runtime.ledger;

/** The namespace belongs to another applier by now; this one may not write any more. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException() {
        super("another applier has taken the namespace over");
    }
}

package dev.plumb.migration;

/** Another process is creating or upgrading the ledger and did not finish in time. */
public final class LedgerBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerBusyException(String message) {
        super(message);
    }
}

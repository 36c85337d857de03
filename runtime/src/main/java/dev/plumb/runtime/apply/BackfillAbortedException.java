package dev.plumb.runtime.apply;

/** A row could not be computed, and its column says that then all is to be given up. */
public final class BackfillAbortedException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message names the column, the row and the error
     * @param cause what the server or the engine said
     */
    public BackfillAbortedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.plumb.plugin;

/** The call failed, and may work later: a timeout, a broken connection, a server in trouble. It is tried again. */
public final class TransientException extends FunctionException {
    private static final long serialVersionUID = 1;

    /**
     * A failure that may pass.
     *
     * @param type a short stable word, such as {@code server_error}
     * @param message a sentence for people, without secrets
     */
    public TransientException(String type, String message) {
        super(type, message);
    }

    public TransientException(String type, String message, Throwable cause) {
        super(type, message, cause);
    }
}

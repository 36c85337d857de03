package dev.plumb.plugin;

/**
 * No call can work until somebody changes something: a variable that is not set, a key that is refused, a model that is not there. The
 * job stops and can be resumed; no cell gets an error.
 */
public final class UnusableException extends FunctionException {
    private static final long serialVersionUID = 1;

    /**
     * A function that cannot work.
     *
     * @param type a short stable word, such as {@code unauthorized}
     * @param message what is wrong and what to do about it, without secrets
     */
    public UnusableException(String type, String message) {
        super(type, message);
    }

    public UnusableException(String type, String message, Throwable cause) {
        super(type, message, cause);
    }
}

package dev.plumb.plugin;

/**
 * Some row spoils the call, and the function cannot tell which. It is called again with each half of the rows, until the rows that are
 * rejected alone are found: they get the error.
 */
public final class RejectedException extends FunctionException {
    private static final long serialVersionUID = 1;

    /**
     * A rejection.
     *
     * @param type a short stable word, such as {@code bad_request}
     * @param message a sentence for people, without secrets
     */
    public RejectedException(String type, String message) {
        super(type, message);
    }
}

package dev.plumb.plugin;

import java.util.Objects;

/** A call failed as a whole. What that means is said by the kind of exception; see {@link ColumnFunction#compute}. */
public abstract sealed class FunctionException extends Exception
        permits TransientException, ThrottledException, RejectedException, UnusableException {
    private static final long serialVersionUID = 1;

    private final String type;

    FunctionException(String type, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.type = Objects.requireNonNull(type, "type");
    }

    FunctionException(String type, String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.type = Objects.requireNonNull(type, "type");
    }

    /** A short stable word for the kind of failure, such as {@code timeout}: the type of the cell errors that may come of it. */
    public String type() {
        return type;
    }

    /** A sentence for people, without secrets. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}

package dev.plumb.function.json;

/** A text is not a query of the kind that is expected. The message says where and what. */
final class InvalidQueryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidQueryException(String query, int position, String expected) {
        super("'" + query + "' is not a path at character " + (position + 1) + ", expected " + expected);
    }
}

package dev.plumb.environment.database;

/** A database URL that cannot be read. The message says what was found and what was expected, without secrets. */
public final class InvalidUrlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String found;
    private final String expected;

    public InvalidUrlException(String found, String expected) {
        super(found + "; " + expected);
        this.found = found;
        this.expected = expected;
    }

    /** What is wrong. */
    public String found() {
        return found;
    }

    /** What to write instead. */
    public String expected() {
        return expected;
    }
}

package dev.plumb.environment.database;

/** There is no connection to be had. The message says what happened and what to do, without secrets. */
public final class DatabaseUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String happened;
    private final String remedy;

    public DatabaseUnreachableException(String happened, String remedy) {
        super(happened + "; " + remedy);
        this.happened = happened;
        this.remedy = remedy;
    }

    public DatabaseUnreachableException(String happened, String remedy, Throwable cause) {
        super(happened + "; " + remedy, cause);
        this.happened = happened;
        this.remedy = remedy;
    }

    /** What happened, the first half of the message. */
    public String happened() {
        return happened;
    }

    /** What to do next, the second half of the message. */
    public String remedy() {
        return remedy;
    }
}

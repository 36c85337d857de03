package dev.plumb.runtime.failure;

import org.jspecify.annotations.Nullable;

/** Something that a person has to know about: what happened (and where), and what to do next. The message says both. */
public abstract class PlumbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String happened;
    private final String remedy;

    /**
     * @param happened what happened and where, one sentence without a full stop
     * @param remedy what to do next, one sentence without a full stop
     */
    protected PlumbException(String happened, String remedy) {
        this(happened, remedy, null);
    }

    protected PlumbException(String happened, String remedy, @Nullable Throwable cause) {
        super(happened + "; " + remedy, cause);
        this.happened = happened;
        this.remedy = remedy;
    }

    /** What happened, and where. */
    public String happened() {
        return happened;
    }

    /** What to do next. */
    public String remedy() {
        return remedy;
    }
}

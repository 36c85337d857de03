package dev.plumb.dsl.sql;

import java.util.Optional;

/** A text that is not the SQL it should be. */
public final class ColumnTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final transient Optional<String> remedy;

    public ColumnTextException(int offset, String message) {
        this(offset, message, Optional.empty());
    }

    public ColumnTextException(int offset, String message, Optional<String> remedy) {
        super(message);
        this.offset = offset;
        this.remedy = remedy;
    }

    /** Characters of the text before the place where it goes wrong. */
    public int offset() {
        return offset;
    }

    /** What to write instead. */
    public Optional<String> remedy() {
        return remedy;
    }
}

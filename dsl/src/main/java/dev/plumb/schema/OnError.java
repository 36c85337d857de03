package dev.plumb.schema;

import java.util.Locale;

/** What an error in one row means when a computed column is filled. */
public enum OnError {
    /** The filling stops and the column is taken back out. The default. */
    ABORT,
    /** The cell stays null, its error is kept, and the filling goes on. */
    IGNORE;

    /** The word in the spec. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}

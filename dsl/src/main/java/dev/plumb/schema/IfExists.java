package dev.plumb.schema;

import java.util.Locale;

/** What to do when a declared object is already in the database. */
public enum IfExists {
    /** Make it as declared. The default. */
    UPDATE,
    /** Create it if missing, else leave it alone and report the difference. */
    IGNORE,
    /** On a difference drop and create it, which is destructive. */
    REPLACE,
    /** Refuse if it exists and is not managed. */
    ERROR;

    /** The word in the spec. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}

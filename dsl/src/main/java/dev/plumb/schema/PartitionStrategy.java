package dev.plumb.schema;

import java.util.Locale;

/** How rows find their partition. */
public enum PartitionStrategy {
    /** By where the key lies between bounds. */
    RANGE,
    /** By which values the key has. */
    LIST,
    /** By the remainder of the key's hash. */
    HASH;

    /** The word of SQL, and of the spec. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}

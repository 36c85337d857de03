package dev.plumb.schema;

import java.util.Optional;

/** What becomes of the values that a function has computed when there is another version of it. */
public enum Recompute {
    /** Nothing is done before somebody has decided. The default. */
    UNDECIDED,
    /** All are computed again. */
    ALL,
    /** They stay; the other version computes what changes from now on. */
    NONE;

    /** As a spec says it. */
    public static Recompute of(boolean recompute) {
        return recompute ? ALL : NONE;
    }

    /** The value in the spec; absent when nothing is decided. */
    public Optional<Boolean> declared() {
        return this == UNDECIDED ? Optional.empty() : Optional.of(this == ALL);
    }
}

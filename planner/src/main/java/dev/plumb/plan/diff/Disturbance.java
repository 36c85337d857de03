package dev.plumb.plan.diff;

/** What a change does to the things that depend on the changed one. PostgreSQL refuses each while such things exist. */
public enum Disturbance {
    /** A column keeps its identity and gets another type. */
    RETYPED,
    /** It goes and comes back: dropped and created, or a type that is set aside and made anew. */
    REPLACED,
    /** A column gives way to one that was filled beside it, for which all that rests on it can be built before. */
    SWAPPED,
    /** It goes for good. */
    DROPPED;

    /** Whether another takes its place. */
    public boolean isReplacement() {
        return this == REPLACED || this == SWAPPED;
    }
}

package dev.plumb.plan.diff;

/** What a change does to the things that depend on the changed one. PostgreSQL refuses each while such things exist. */
public enum Disturbance {
    /** A column keeps its identity and gets another type. */
    RETYPED,
    /** It goes and comes back: dropped and created, or a type that is set aside and made anew. */
    REPLACED,
    /** It goes for good. */
    DROPPED
}

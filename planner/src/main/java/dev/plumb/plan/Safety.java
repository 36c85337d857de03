package dev.plumb.plan;

/** Whether a change may run without being allowed by name. */
public enum Safety {
    SAFE,
    /** It can lose data or a definition that others may use. */
    DESTRUCTIVE
}

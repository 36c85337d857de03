package dev.plumb.cli;

/** What an apply does about columns that have to be filled. */
enum BackfillMode {
    /** Fills them, and does what comes after it. */
    WAIT,
    /** Leaves filling them to other processes. */
    DETACH
}

package dev.plumb.runtime.backfill;

/** Told how a backfill goes, on the threads that do it, one call at a time. Every method may be left out. */
public interface BackfillListener {
    /** Hears nothing. */
    BackfillListener SILENT = new BackfillListener() {};

    /** A chunk is done, here or, as seen since, elsewhere. */
    default void progressed(BackfillProgress progress) {}

    /**
     * It waits.
     *
     * @param reason such as {@code the replica r1 is 12 s behind}
     */
    default void waiting(String reason) {}

    /** It goes on after waiting. */
    default void resumed() {}

    /** Something that is not as it should be and does not stop it, such as a table that may not be vacuumed. */
    default void noticed(String notice) {}
}

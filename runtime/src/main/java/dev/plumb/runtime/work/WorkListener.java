package dev.plumb.runtime.work;

/** Told what a worker does, on the threads that do it. Every method may be left out. */
public interface WorkListener {
    /** Hears nothing. */
    WorkListener SILENT = new WorkListener() {};

    /**
     * Rows of a table are up to date.
     *
     * @param table physical, {@code schema.table}
     * @param cellsFailed that got an error
     */
    default void computed(String table, long rows, long cellsFailed) {}

    /**
     * The notes of a column are left to other workers; said once.
     *
     * @param reason which function is not here, or in which version
     */
    default void left(String table, String column, String reason) {}

    /** The notes of some rows could not be worked off and will be tried again later. */
    default void postponed(String table, long notes, String reason) {}
}

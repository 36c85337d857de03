package dev.plumb.plan;

import java.util.Optional;

/**
 * A named risk of a change.
 *
 * @param kind the stable code
 * @param cause why this change has it, one sentence
 * @param wayOut what to do about it
 * @param findingQuery for what may fail on existing rows: a query (physical names) that counts the offending rows
 */
public record Hazard(Kind kind, String cause, String wayOut, Optional<String> findingQuery) {
    /** Stable codes; documented in the reference, never renamed. */
    public enum Kind {
        /** Data leaves the schema. */
        DATA_LOSS,
        /** Data leaves the schema and is kept aside. */
        DATA_KEPT,
        /** A definition that others may use goes away or changes its meaning. */
        DEFINITION_LOSS,
        /** ACCESS EXCLUSIVE on a table with rows, for catalog work only. */
        BRIEF_EXCLUSIVE_LOCK,
        /** The table's rows are written anew under ACCESS EXCLUSIVE. */
        TABLE_REWRITE,
        /** Rows are read under a lock that blocks writers or readers. */
        SCAN_UNDER_LOCK,
        /** An index is built; concurrently where that is possible. */
        INDEX_BUILD,
        /** Writers wait while it runs. */
        BLOCKS_WRITES,
        /** Existing rows can make it fail; the finding query counts them. */
        MAY_FAIL_ON_ROWS,
        /** Statements of running applications that name this will fail. */
        BREAKS_CLIENTS,
        /** Stored values are computed again. */
        RECOMPUTE,
        /** A privilege or option that PostgreSQL cannot carry over. */
        NOT_RESTORED
    }
}

package dev.plumb.runtime.backfill;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A backfill as the ledger knows it.
 *
 * @param relation oid of the table
 * @param table {@code schema.table}, physical; the oid as text when the table is gone
 * @param columns physical
 * @param reason why it is paused
 * @param error what stopped it
 * @param maxRowsPerSecond of all processes together; empty for as many as there can be
 * @param workers processes that have a chunk of it
 */
public record BackfillState(
        long id,
        long namespace,
        long relation,
        String table,
        List<String> columns,
        State state,
        Optional<String> reason,
        OptionalLong rowsEstimated,
        long rowsSeen,
        long rowsWritten,
        long rowsStale,
        long cellsFailed,
        Optional<String> error,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> finishedAt,
        OptionalInt maxRowsPerSecond,
        int workers) {
    /** Where a backfill stands. */
    public enum State {
        RUNNING,
        PAUSED,
        FAILED,
        CANCELLED,
        DONE;

        static State of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }

        /** Whether there is still something to be done, now or after somebody resumes it. */
        public boolean isOpen() {
            return this == RUNNING || this == PAUSED || this == FAILED;
        }
    }
}

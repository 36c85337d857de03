package dev.plumb.runtime.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How fast it goes, how long it will take, and how much faster than allowed. Safe for several threads. */
final class ProgressMeter {
    private final long id;
    private final BackfillListener listener;
    private final Maintenance maintenance;
    private final OptionalInt maxRowsPerSecond;
    private final LongSupplier nanos;
    private final long start;
    private final long seenBefore;
    private long due;

    ProgressMeter(
            BackfillState state,
            BackfillListener listener,
            Maintenance maintenance,
            OptionalInt maxRowsPerSecond,
            LongSupplier nanos) {
        this.id = state.id();
        this.listener = listener;
        this.maintenance = maintenance;
        this.maxRowsPerSecond = maxRowsPerSecond;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.due = start;
        this.seenBefore = state.rowsSeen();
    }

    synchronized void chunkDone(Connection connection) throws SQLException {
        Optional<BackfillState> state = Backfills.find(connection, id);
        if (state.isPresent()) {
            listener.progressed(progress(state.get()));
            maintenance.after(state.get());
        }
    }

    private BackfillProgress progress(BackfillState state) {
        double seconds = Math.max(1e-9, (nanos.getAsLong() - start) / 1e9);
        double rate = (state.rowsSeen() - seenBefore) / seconds;
        OptionalLong estimated = state.rowsEstimated();
        Optional<Duration> left = estimated.isPresent() && rate > 0
                ? Optional.of(
                        Duration.ofMillis((long) (1000 * Math.max(0, estimated.getAsLong() - state.rowsSeen()) / rate)))
                : Optional.empty();
        return new BackfillProgress(
                state.rowsSeen(), state.rowsWritten(), state.rowsStale(), state.cellsFailed(), estimated, rate, left);
    }

    /** How long to wait after so many rows, so as not to be faster than allowed. */
    synchronized Duration owed(long rows) {
        if (maxRowsPerSecond.isEmpty()) {
            return Duration.ZERO;
        }
        due += (long) (rows * 1e9 / maxRowsPerSecond.getAsInt());
        return Duration.ofNanos(Math.max(0, due - nanos.getAsLong()));
    }
}

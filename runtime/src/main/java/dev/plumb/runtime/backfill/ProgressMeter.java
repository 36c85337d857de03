package dev.plumb.runtime.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How fast it goes, and how long it will take. Safe for several threads. */
final class ProgressMeter {
    private final long id;
    private final BackfillListener listener;
    private final Maintenance maintenance;
    private final LongSupplier nanos;
    private final long start;
    private final long seenBefore;

    ProgressMeter(BackfillState state, BackfillListener listener, Maintenance maintenance, LongSupplier nanos) {
        this.id = state.id();
        this.listener = listener;
        this.maintenance = maintenance;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
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
}

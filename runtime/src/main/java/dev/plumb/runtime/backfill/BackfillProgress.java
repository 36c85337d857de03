package dev.plumb.runtime.backfill;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a backfill is, counting all processes.
 *
 * @param rowsSeen in chunks that are done
 * @param rowsWritten less than those seen where a value was right already
 * @param rowsStale changed by others between reading and writing, and left to the notes
 * @param cellsFailed that got an error
 * @param rowsEstimated of the table when it began; empty when the server had no statistics
 * @param rowsPerSecond since this process takes part
 * @param left how long it will still take at this rate
 */
public record BackfillProgress(
        long rowsSeen,
        long rowsWritten,
        long rowsStale,
        long cellsFailed,
        OptionalLong rowsEstimated,
        double rowsPerSecond,
        Optional<Duration> left) {}

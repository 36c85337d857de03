package dev.plumb.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of how fast a column is filled, before it is.
 *
 * @param limits of the function that computes it; absent when the server does
 * @param measured when it was last filled
 */
public record FillPace(Optional<CallLimits> limits, Optional<Measured> measured) {
    public static final FillPace UNKNOWN = new FillPace(Optional.empty(), Optional.empty());

    /**
     * How a function is called.
     *
     * @param batchSize rows per call
     * @param concurrency calls at once
     * @param ratePerMinute calls
     * @param timeout of a call
     */
    public record CallLimits(int batchSize, int concurrency, OptionalInt ratePerMinute, Duration timeout) {}

    /**
     * A backfill that came to its end.
     *
     * @param backfill its number
     * @param rowsPerSecond more than 0
     */
    public record Measured(long backfill, double rowsPerSecond) {}

    /** For a column that is computed in another way than when it was last filled. */
    public FillPace unmeasured() {
        return new FillPace(limits, Optional.empty());
    }
}

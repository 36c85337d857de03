package dev.plumb.plugin;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a function wants to be called.
 *
 * @param batchSize the most rows of one call, at least 1
 * @param concurrency the most calls at once in one process, at least 1
 * @param ratePerMinute the most calls per minute in all processes together, at least 1; empty for as many as there can be
 * @param retries how often a call that failed with a {@link TransientException} is tried again, 0 for never
 * @param timeout after which a call is interrupted, which counts as a {@link TransientException}; longer than zero
 */
public record Limits(int batchSize, int concurrency, OptionalInt ratePerMinute, int retries, Duration timeout) {
    private static final Limits DEFAULTS = new Limits(500, 4, OptionalInt.empty(), 5, Duration.ofSeconds(60));

    public Limits {
        atLeast(1, batchSize, "batchSize");
        atLeast(1, concurrency, "concurrency");
        atLeast(1, ratePerMinute.orElse(1), "ratePerMinute");
        atLeast(0, retries, "retries");
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", expected a time longer than zero");
        }
    }

    private static void atLeast(int least, int found, String name) {
        if (found < least) {
            throw new IllegalArgumentException(name + " is " + found + ", expected at least " + least);
        }
    }

    /** For a function that only computes: 500 rows a call, 4 calls at once, no rate, 5 retries, 60 seconds. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    public Limits withBatchSize(int rows) {
        return new Limits(rows, concurrency, ratePerMinute, retries, timeout);
    }

    public Limits withConcurrency(int calls) {
        return new Limits(batchSize, calls, ratePerMinute, retries, timeout);
    }

    public Limits withRatePerMinute(int calls) {
        return new Limits(batchSize, concurrency, OptionalInt.of(calls), retries, timeout);
    }

    public Limits withRetries(int times) {
        return new Limits(batchSize, concurrency, ratePerMinute, times, timeout);
    }

    public Limits withTimeout(Duration longest) {
        return new Limits(batchSize, concurrency, ratePerMinute, retries, longest);
    }
}

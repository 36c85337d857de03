package dev.plumb.runtime.backfill;

import java.time.Duration;

/** How many rows the next chunk shall have, so that a transaction takes about as long as it should. Safe for several threads. */
final class ChunkSize {
    private static final double MOST_GROWTH = 1.2;
    private static final double SHRINKING = 0.5;
    /** A call may take much longer than a transaction should; but what a crash throws away stays bounded. */
    private static final int STEPS_OF_CALLS = 20;

    private final int most;
    private final double targetNanos;
    private double rows;

    ChunkSize(int first, int most, Duration target) {
        this.rows = first;
        this.most = most;
        this.targetNanos = target.toNanos();
    }

    synchronized int rows() {
        return (int) rows;
    }

    /**
     * Learns from a chunk.
     *
     * @param longestTransaction of it, in nanoseconds
     * @param longestStep with the calls of functions before the transaction, in nanoseconds
     */
    synchronized void measured(long longestTransaction, long longestStep) {
        double slowness = Math.max(longestTransaction / targetNanos, longestStep / (targetNanos * STEPS_OF_CALLS));
        double factor = slowness > 2 ? SHRINKING : Math.min(MOST_GROWTH, 1 / Math.max(slowness, 1e-9));
        scale(factor);
    }

    /** Something stood in the way: others waited, or this one did. */
    synchronized void trouble() {
        scale(SHRINKING);
    }

    private void scale(double factor) {
        rows = Math.min(most, Math.max(Math.min(50, most), rows * factor));
    }
}

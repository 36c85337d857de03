package dev.plumb.runtime.backfill;

import java.time.Duration;
import java.util.List;

/** How many rows the next chunk shall have, so that a transaction takes about as long as it should. Safe for several threads. */
final class ChunkSize {
    private static final double MOST_GROWTH = 2;
    private static final double SHRINKING = 0.5;
    /** Calls may take much longer than a transaction should; but what a crash throws away stays bounded. */
    private static final int TRANSACTIONS_OF_CALLS = 20;

    private static final int LEAST = 200;
    private static final int FIRST_CALLS = 1000;
    private static final long MOST_BYTES = 4L << 20;

    private final int most;
    private final double targetNanos;
    private double rows;

    ChunkSize(int first, int most, Duration target) {
        this.rows = Math.min(first, most);
        this.most = most;
        this.targetNanos = target.toNanos();
    }

    /**
     * For these steps. A chunk is gone through several times and should stay in the server's memory; what functions need of it is held
     * in ours, and nobody knows yet how long they take.
     *
     * @param width bytes of a row, about
     */
    static ChunkSize of(BackfillOptions options, List<Step> steps, long width) {
        int most = (int) Math.max(LEAST, Math.min(options.mostRows(), MOST_BYTES / Math.max(1, width)));
        boolean calls = !steps.stream().allMatch(Step.Expressions.class::isInstance);
        int first = calls ? Math.min(options.firstRows(), FIRST_CALLS) : options.firstRows();
        return new ChunkSize(first, most, options.target());
    }

    synchronized int rows() {
        return (int) rows;
    }

    /**
     * Learns from a chunk.
     *
     * @param longestTransaction of it, in nanoseconds
     * @param longestCalls of functions before its transactions, in nanoseconds
     */
    synchronized void measured(long longestTransaction, long longestCalls) {
        double slowness =
                Math.max(longestTransaction / targetNanos, longestCalls / (targetNanos * TRANSACTIONS_OF_CALLS));
        double factor = slowness > 2 ? SHRINKING : Math.min(MOST_GROWTH, 1 / Math.max(slowness, 1e-9));
        scale(factor);
    }

    /** Something stood in the way: others waited, or this one did. */
    synchronized void trouble() {
        scale(SHRINKING);
    }

    private void scale(double factor) {
        rows = Math.min(most, Math.max(Math.min(LEAST, most), rows * factor));
    }
}

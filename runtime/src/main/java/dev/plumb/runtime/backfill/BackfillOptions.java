package dev.plumb.runtime.backfill;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a process takes part in a backfill.
 *
 * @param parallel how many chunks it works on at once, at least 1
 * @param stripes into how many transactions each pass over a chunk is divided, at least 1
 * @param firstRows of the first chunks
 * @param mostRows of any chunk
 * @param target how long one transaction shall take; chunks grow and shrink to meet it
 * @param lease how long a chunk stays claimed by a process that does not answer, while the server sees sessions of it
 * @param lockTimeout how long a statement may wait for a lock
 * @param maxRowsPerSecond of all processes together, from now on; empty for what others said
 * @param maxReplicaLag more than this and it waits
 */
public record BackfillOptions(
        int parallel,
        int stripes,
        int firstRows,
        int mostRows,
        Duration target,
        Duration lease,
        Duration lockTimeout,
        OptionalInt maxRowsPerSecond,
        Duration maxReplicaLag) {
    public BackfillOptions {
        if (parallel < 1 || stripes < 1 || firstRows < 1 || mostRows < firstRows || maxRowsPerSecond.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "parallel, stripes, firstRows and maxRowsPerSecond are at least 1, mostRows is not less than firstRows");
        }
    }

    public static BackfillOptions defaults() {
        return new BackfillOptions(
                2,
                8,
                4_000,
                80_000,
                Duration.ofMillis(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                OptionalInt.empty(),
                Duration.ofSeconds(5));
    }

    public BackfillOptions withParallel(int chunks) {
        return new BackfillOptions(
                chunks, stripes, firstRows, mostRows, target, lease, lockTimeout, maxRowsPerSecond, maxReplicaLag);
    }

    public BackfillOptions withRows(int first, int most) {
        return new BackfillOptions(
                parallel, stripes, first, most, target, lease, lockTimeout, maxRowsPerSecond, maxReplicaLag);
    }

    public BackfillOptions withStripes(int transactions) {
        return new BackfillOptions(
                parallel,
                transactions,
                firstRows,
                mostRows,
                target,
                lease,
                lockTimeout,
                maxRowsPerSecond,
                maxReplicaLag);
    }

    public BackfillOptions withMaxRowsPerSecond(int rows) {
        return new BackfillOptions(
                parallel,
                stripes,
                firstRows,
                mostRows,
                target,
                lease,
                lockTimeout,
                OptionalInt.of(rows),
                maxReplicaLag);
    }
}

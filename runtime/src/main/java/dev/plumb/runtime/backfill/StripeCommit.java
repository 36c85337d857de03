package dev.plumb.runtime.backfill;

import dev.plumb.runtime.ledger.Fence;
import dev.plumb.runtime.session.BriefWait;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Commits what is written together with how many rows that are and how far the chunk is. As long as it holds rows it hardly waits for
 * others: clients who want one of its rows would wait as well. Rows that somebody holds are left to the end of the pass, each in a
 * transaction of its own, which may wait.
 */
final class StripeCommit {
    private static final int MOST_ATTEMPTS = 5;

    private final ChunkTable chunks;
    private final JobRow job;
    private final Optional<Fence> fence;
    private final Duration lockTimeout;

    StripeCommit(ChunkTable chunks, JobRow job, Optional<Fence> fence, Duration lockTimeout) {
        this.chunks = chunks;
        this.job = job;
        this.fence = fence;
        this.lockTimeout = lockTimeout;
    }

    /**
     * Does the next transaction of a pass.
     *
     * @param connection in autocommit mode, as it is afterwards
     * @return how long rows were held that others may want, in nanoseconds, about: without what a transaction takes however few rows
     *     it has, on a network or a machine that is slow
     */
    long run(Connection connection, Pass pass) throws SQLException, AbortException, ChunkLostException {
        Write part = pass.next();
        Write write = part;
        for (int attempt = 1; ; attempt++) {
            try {
                long took = transaction(connection, write, pass);
                return write.waits() ? 0 : took;
            } catch (SQLException e) {
                if (write.waits() || !BriefWait.isOver(e) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                write = part.afterWaiting();
            }
        }
    }

    private long transaction(Connection connection, Write write, Pass pass)
            throws SQLException, AbortException, ChunkLostException {
        long begin = System.nanoTime();
        connection.setAutoCommit(false);
        try {
            if (fence.isPresent()) {
                fence.get().hold(connection);
            }
            if (!write.waits()) {
                BriefWait.begin(connection);
            }
            long before = System.nanoTime();
            Write.Outcome outcome = write.run(connection);
            long writing = System.nanoTime() - before;
            BriefWait.end(connection, lockTimeout);
            record(connection, pass, outcome);
            connection.commit();
            pass.committed(outcome.held());
            // Two of the round trips are of the writing, and about four are not.
            long around = System.nanoTime() - begin - writing;
            return Math.max(0, writing - around / 2);
        } finally {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void record(Connection connection, Pass pass, Write.Outcome outcome)
            throws SQLException, ChunkLostException {
        int done = pass.doneAfter(outcome.held());
        boolean last = pass.isLast(done);
        chunks.advance(connection, pass.chunk(), done, outcome.result(), last);
        if (last) {
            job.add(connection, pass.chunk());
        }
    }
}

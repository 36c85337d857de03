package dev.plumb.runtime.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Where chunks come from: first those that somebody has left, then new ones, cut and written down before any work on them. */
final class Claims {
    private final JobRow job;
    private final ChunkTable chunks;
    private final Walk walk;
    private final ChunkSize size;
    private final RowRate rate;
    private final int stripes;

    Claims(JobRow job, ChunkTable chunks, Walk walk, ChunkSize size, RowRate rate, int stripes) {
        this.job = job;
        this.chunks = chunks;
        this.walk = walk;
        this.size = size;
        this.rate = rate;
        this.stripes = stripes;
    }

    /** What there is to do. */
    sealed interface Claim {
        /** A chunk is ours. */
        record Found(Chunk chunk) implements Claim {}

        /** All that is left is with others. */
        record OthersWork() implements Claim {}

        /** Every chunk is done. */
        record AllDone() implements Claim {}

        /** Somebody has paused, failed or cancelled the backfill. */
        record NotRunning(BackfillState.State state) implements Claim {}
    }

    /**
     * Claims a chunk.
     *
     * @param striped whether the server can use the space of old rows at once
     */
    Claim next(Connection connection, boolean striped) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Claim claim = claim(connection, striped);
            connection.commit();
            return claim;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Claim claim(Connection connection, boolean striped) throws SQLException {
        JobRow.Cut cut = job.lock(connection);
        if (cut.state() != BackfillState.State.RUNNING) {
            return new Claim.NotRunning(cut.state());
        }
        Optional<Chunk> left = chunks.claim(connection);
        if (left.isPresent()) {
            return new Claim.Found(left.get());
        }
        if (cut(connection, cut, striped ? stripes : 1)) {
            return chunks.claim(connection).<Claim>map(Claim.Found::new).orElseGet(Claim.OthersWork::new);
        }
        return chunks.open(connection) > 0 ? new Claim.OthersWork() : new Claim.AllDone();
    }

    private boolean cut(Connection connection, JobRow.Cut cut, int stripes) throws SQLException {
        Optional<String> last = cut.last();
        if (last.isEmpty()) {
            last = walk.last(connection);
            if (last.isEmpty()) {
                return false;
            }
            job.begin(connection, last.get());
        }
        Optional<Walk.Part> part = walk.next(connection, cut.next(), last.get(), rate.mostRows(size.rows()));
        if (part.isEmpty()) {
            return false;
        }
        String upTo = part.get().upTo();
        chunks.add(connection, cut.next(), upTo, stripes, part.get().rows());
        job.advance(connection, upTo);
        return true;
    }
}

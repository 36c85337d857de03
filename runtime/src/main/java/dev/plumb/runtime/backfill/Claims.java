package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.CellStatements;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Window;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Where chunks come from: first those that somebody has left, then new ones, cut and written down before any work on them. */
final class Claims {
    private final JobRow job;
    private final ChunkTable chunks;
    private final Walk walk;
    private final CellStatements statements;
    private final ChunkSize size;
    private final int stripes;

    Claims(JobRow job, ChunkTable chunks, Walk walk, ComputedTable table, ChunkSize size, int stripes) {
        this.job = job;
        this.chunks = chunks;
        this.walk = walk;
        this.statements = new CellStatements(table);
        this.size = size;
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
        Optional<String> end = walk.boundary(connection, cut.next(), last.get(), size.rows());
        if (end.isEmpty()) {
            return false;
        }
        Window window = new Window(cut.next(), end, 0, 1);
        chunks.add(connection, cut.next(), end.get(), stripes, count(connection, window));
        job.advance(connection, end.get());
        return true;
    }

    private long count(Connection connection, Window window) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(statements.count(window))) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}

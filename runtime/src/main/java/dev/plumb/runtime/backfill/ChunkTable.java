package dev.plumb.runtime.backfill;

import dev.plumb.runtime.session.WorkerSessions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The chunks of one backfill in the ledger, as one process uses them. Every method runs in the caller's transaction. */
final class ChunkTable {
    private static final String CLAIM = """
            update plumb.backfill_chunk c set state = 'claimed', worker = ?, token = c.token + 1, attempts = c.attempts + 1,
              lease_until = clock_timestamp() + ? * interval '1 ms', started_at = coalesce(c.started_at, clock_timestamp())
            where c.backfill = ? and c.seq = (
              select o.seq from plumb.backfill_chunk o
              where o.backfill = ? and o.finished_at is null
                and (o.state = 'pending' or (o.state = 'claimed' and (o.lease_until < clock_timestamp() or %s)))
              order by o.seq limit 1 for update skip locked)
            returning c.seq, c.low::text, c.high::text, c.stripes, c.stripes_done, c.token, c.rows_seen""".formatted(WorkerSessions.gone("o.worker"));

    private static final String ADD = """
            insert into plumb.backfill_chunk (backfill, seq, low, high, stripes, rows_seen)
            select ?, coalesce(max(seq), 0) + 1, ?::jsonb, ?::jsonb, ?, ? from plumb.backfill_chunk where backfill = ?""";

    private static final String ADVANCE = """
            update plumb.backfill_chunk set stripes_done = ?, rows_written = rows_written + ?, rows_stale = rows_stale + ?,
              rows_failed = rows_failed + ?, lease_until = clock_timestamp() + ? * interval '1 ms', last_error = null,
              state = case when ? then 'done' else state end, finished_at = case when ? then clock_timestamp() end
            where backfill = ? and seq = ? and token = ? and worker = ? and state = 'claimed'
              and exists (select from plumb.backfill b where b.id = backfill and b.state <> 'cancelled')""";

    private static final String RELEASE = """
            update plumb.backfill_chunk set state = 'pending', worker = null, lease_until = null, last_error = ?
            where backfill = ? and seq = ? and token = ? and worker = ? and state = 'claimed'""";

    private final long backfill;
    private final UUID worker;
    private final Duration lease;
    private final Set<Long> active = ConcurrentHashMap.newKeySet();

    ChunkTable(long backfill, UUID worker, Duration lease) {
        this.backfill = backfill;
        this.worker = worker;
        this.lease = lease;
    }

    /** The first that nobody has, or whose owner is gone or has let its lease run out. */
    Optional<Chunk> claim(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, worker);
            statement.setLong(2, lease.toMillis());
            statement.setLong(3, backfill);
            statement.setLong(4, backfill);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(chunk(row)) : Optional.empty();
            }
        }
    }

    private Chunk chunk(ResultSet row) throws SQLException {
        return new Chunk(
                backfill,
                row.getLong(1),
                Optional.ofNullable(row.getString(2)),
                row.getString(3),
                row.getInt(4),
                row.getInt(5),
                row.getLong(6),
                row.getLong(7));
    }

    /** Writes down a new one, which nobody has yet. */
    void add(Connection connection, Optional<String> after, String upTo, int stripes, long rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setLong(1, backfill);
            statement.setString(2, after.orElse(null));
            statement.setString(3, upTo);
            statement.setInt(4, stripes);
            statement.setLong(5, rows);
            statement.setLong(6, backfill);
            statement.executeUpdate();
        }
    }

    /**
     * Records what was written, in the transaction that did it.
     *
     * @param done how many stripes are, with it
     * @param last whether the chunk is done with it
     */
    void advance(Connection connection, Chunk chunk, int done, StripeResult result, boolean last)
            throws SQLException, ChunkLostException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setInt(1, done);
            statement.setLong(2, result.written());
            statement.setLong(3, result.stale());
            statement.setLong(4, result.failed());
            statement.setLong(5, lease.toMillis());
            statement.setBoolean(6, last);
            statement.setBoolean(7, last);
            bind(statement, 8, chunk);
            if (statement.executeUpdate() == 0) {
                throw new ChunkLostException();
            }
        }
    }

    /** Gives a chunk back. Nothing happens when somebody else has it already. */
    void release(Connection connection, Chunk chunk, String reason) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            statement.setString(1, reason);
            bind(statement, 2, chunk);
            statement.executeUpdate();
        }
    }

    private void bind(PreparedStatement statement, int first, Chunk chunk) throws SQLException {
        statement.setLong(first, chunk.backfill());
        statement.setLong(first + 1, chunk.seq());
        statement.setLong(first + 2, chunk.token());
        statement.setObject(first + 3, worker);
    }

    /** From now on the chunk's lease is renewed. */
    void begin(Chunk chunk) {
        active.add(chunk.seq());
    }

    /** From now on it is not, so that somebody claims the chunk even if it could not be given back. */
    void end(Chunk chunk) {
        active.remove(chunk.seq());
    }

    /** Renews the leases of the chunks that this process is at. */
    void renew(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update plumb.backfill_chunk set lease_until = clock_timestamp() + ? * interval '1 ms'
                where backfill = ? and worker = ? and state = 'claimed' and seq = any (?)""")) {
            statement.setLong(1, lease.toMillis());
            statement.setLong(2, backfill);
            statement.setObject(3, worker);
            statement.setArray(4, connection.createArrayOf("bigint", active.toArray()));
            statement.executeUpdate();
        }
    }

    /** How many are not done, whoever has them. */
    int open(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select count(*) from plumb.backfill_chunk where backfill = ? and finished_at is null")) {
            statement.setLong(1, backfill);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }
}

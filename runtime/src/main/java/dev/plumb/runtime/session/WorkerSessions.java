package dev.plumb.runtime.session;

import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.runtime.failure.ServerAnswer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The sessions of one worker that takes work from the ledger. Each holds the advisory lock that the worker's id names, shared with the
 * others: when the last of them has ended, so has the lock, and whoever wants the worker's work sees it at once. A worker that loses one
 * session and opens another one keeps its work meanwhile if it has a third.
 */
public final class WorkerSessions implements ConnectionSource {
    /** The version of UUIDs whose bits mean what their maker says: the first half is the key of the lock. */
    private static final long VERSION = 0x8000L;

    private static final long VERSION_BITS = 0xF000L;

    /** Evaluated when it is asked for, and then once for a statement. */
    private static final String GONE = """
            (substr(%1$s::text, 15, 1) = '8'
              and ('x' || translate(left(%1$s::text, 18), '-', ''))::bit(64)::bigint not in (
                select (l.classid::bigint << 32) | l.objid::bigint from pg_catalog.pg_locks l
                where l.locktype = 'advisory' and l.objsubid = 1 and l.database = (
                  select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())))""";

    private final ConnectionSource source;
    private final UUID worker;

    private WorkerSessions(ConnectionSource source, UUID worker) {
        this.source = source;
        this.worker = worker;
    }

    /** Those of a worker that nobody has heard of before. */
    public static WorkerSessions of(ConnectionSource source) {
        UUID random = UUID.randomUUID();
        long key = (random.getMostSignificantBits() & ~VERSION_BITS) | VERSION;
        return new WorkerSessions(source, new UUID(key, random.getLeastSignificantBits()));
    }

    /** Unique for ever. */
    public UUID worker() {
        return worker;
    }

    /**
     * A condition in SQL: all sessions of a worker have ended. False for the ids of workers whose sessions hold no lock, of which only
     * the lease tells.
     *
     * @param id SQL of the worker's id
     */
    public static String gone(String id) {
        return GONE.formatted(id);
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = connected();
        try (Statement statement = connection.createStatement()) {
            // Nobody takes it exclusively. If a stranger did, the worker would seem to live until its leases run out.
            statement.execute("select pg_catalog.pg_try_advisory_lock_shared(" + worker.getMostSignificantBits() + ")");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A server that is gone for a while is like a session that is lost, and waited for in the same way. */
    private Connection connected() throws SQLException {
        try {
            return source.connect();
        } catch (DatabaseUnreachableException e) {
            if (e.getCause() instanceof SQLException cause
                    && ServerAnswer.of(cause).isConnectionLost()) {
                throw new SQLException(e.getMessage(), cause.getSQLState(), e);
            }
            throw e;
        }
    }
}

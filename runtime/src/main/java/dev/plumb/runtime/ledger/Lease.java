package dev.plumb.runtime.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The right to apply to a namespace: a row that is renewed, and an advisory lock on a connection of its own that tells at
 * once when the process is gone. All methods use that connection, so one thread at a time.
 */
public final class Lease {
    private static final String BEAT = """
            update plumb.lease set heartbeat_at = clock_timestamp(), expires_at = clock_timestamp() + ? * interval '1 ms'
            where namespace = ? and token = ? and owner = ?""";

    private static final String RELEASE = """
            update plumb.lease set owner = null, os_user = null, host = null, pid = null, lock_backend = null,
              lock_backend_start = null, work_backend = null, work_backend_start = null, acquired_at = null,
              heartbeat_at = null, expires_at = null
            where namespace = ? and token = ? and owner = ?""";

    private final Connection connection;
    private final AdvisoryLock lock;
    private final Fence fence;
    private final Duration expiry;

    Lease(Connection connection, AdvisoryLock lock, Fence fence, Duration expiry) {
        this.connection = connection;
        this.lock = lock;
        this.fence = fence;
        this.expiry = expiry;
    }

    public Fence fence() {
        return fence;
    }

    /**
     * Renews the lease.
     *
     * @throws LeaseLostException when somebody has taken it over
     */
    public void beat() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEAT)) {
            statement.setLong(1, expiry.toMillis());
            fence.bind(statement, 2);
            if (statement.executeUpdate() == 0) {
                throw new LeaseLostException();
            }
        }
    }

    /** Gives the namespace back. */
    public void release() throws SQLException {
        release(connection, fence);
        lock.release(connection);
    }

    private static void release(Connection connection, Fence fence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            fence.bind(statement, 1);
            statement.executeUpdate();
        }
    }

    /** The right to apply for as long as one transaction, in which it is taken and given back: nobody else ever sees it. */
    public record Brief(Connection connection, Fence fence) {
        /** As the last thing before the commit, which ends the advisory lock as well. */
        public void release() throws SQLException {
            Lease.release(connection, fence);
        }
    }

    /** An advisory lock of the session, never waited for: a session that waits for one stalls concurrent index builds. */
    record AdvisoryLock(long key) {
        boolean tryAcquire(Connection connection) throws SQLException {
            return call(connection, "pg_try_advisory_lock");
        }

        /** The same, until the transaction ends. */
        boolean tryAcquireForTransaction(Connection connection) throws SQLException {
            return call(connection, "pg_try_advisory_xact_lock");
        }

        void release(Connection connection) throws SQLException {
            call(connection, "pg_advisory_unlock");
        }

        private boolean call(Connection connection, String function) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select " + function + "(" + key + ")")) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}

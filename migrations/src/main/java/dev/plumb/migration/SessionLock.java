package dev.plumb.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * An advisory lock of the session: gone with the connection, so that a crash leaves nothing behind. It is polled, because a
 * session that waits for one holds a snapshot and stalls concurrent index builds.
 */
final class SessionLock {
    /** Of the ledger: "plumb" in ASCII; advisory locks are per database. */
    static final long LEDGER = 0x706c756d62L;

    private static final long POLL_MILLIS = 50;

    private final Connection connection;
    private final long key;

    private SessionLock(Connection connection, long key) {
        this.connection = connection;
        this.key = key;
    }

    /** The lock; empty when somebody else had it all the time, or this thread was interrupted. */
    static Optional<SessionLock> acquire(Connection connection, long key, Duration patience) throws SQLException {
        SessionLock lock = new SessionLock(connection, key);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!lock.call("pg_try_advisory_lock")) {
            if (System.nanoTime() >= deadline || !paused()) {
                return Optional.empty();
            }
        }
        return Optional.of(lock);
    }

    private static boolean paused() {
        try {
            Thread.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean call(String function) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + function + "(" + key + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    void release() throws SQLException {
        if (!connection.isClosed()) {
            call("pg_advisory_unlock");
        }
    }
}

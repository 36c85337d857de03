package dev.plumb.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * An advisory lock of the session: gone with the connection, so that a crash leaves nothing behind. It is polled, because a
 * session that waits for one holds a snapshot and stalls concurrent index builds.
 */
final class SessionLock {
    /** "plumb" in ASCII; advisory locks are per database. */
    private static final long KEY = 0x706c756d62L;

    private static final long POLL_MILLIS = 50;

    private final Connection connection;

    private SessionLock(Connection connection) {
        this.connection = connection;
    }

    static SessionLock acquire(Connection connection, Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!call(connection, "pg_try_advisory_lock")) {
            if (System.nanoTime() >= deadline) {
                throw new LedgerBusyException(
                        "another process is creating or upgrading the ledger (schema plumb) and was"
                                + " not done after " + patience.toSeconds() + " s");
            }
            pause();
        }
        return new SessionLock(connection);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerBusyException("interrupted while another process was creating or upgrading the ledger");
        }
    }

    private static boolean call(Connection connection, String function) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + function + "(" + KEY + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    void release() throws SQLException {
        if (!connection.isClosed()) {
            call(connection, "pg_advisory_unlock");
        }
    }
}

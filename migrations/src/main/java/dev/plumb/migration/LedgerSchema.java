package dev.plumb.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The ledger's own tables, schema {@code plumb}. Callers learn the version by a query of their own and come here only when it
 * is behind: until {@link #upgrade} runs, no class of Liquibase is loaded.
 */
public final class LedgerSchema {
    private static final int VERSION = 12;

    /** Liquibase is not safe for parallel updates in one JVM, whatever the database. */
    static final Object ONE_AT_A_TIME = new Object();

    private LedgerSchema() {}

    /** The version that this code reads and writes. No constant: those are copied into the classes that use them. */
    public static int version() {
        return VERSION;
    }

    /**
     * Creates or upgrades the ledger. Several processes may do so at once: one works, the others wait for it and find it done.
     *
     * @param connection in autocommit mode, used for nothing else meanwhile, left as it was
     * @param patience how long to wait for another process that is at it
     * @throws LedgerBusyException when that process takes longer
     * @throws SQLException what the server answered, such as a missing privilege
     */
    public static void upgrade(Connection connection, Duration patience) throws SQLException {
        synchronized (ONE_AT_A_TIME) {
            SessionLock lock = SessionLock.acquire(connection, SessionLock.LEDGER, patience)
                    .orElseThrow(() -> new LedgerBusyException(
                            "another process is creating or upgrading the ledger (schema plumb) and was"
                                    + " not done after " + patience.toSeconds() + " s"));
            try {
                upgradeLocked(connection);
            } finally {
                lock.release();
            }
        }
    }

    private static void upgradeLocked(Connection connection) throws SQLException {
        if (LedgerVersion.read(connection) >= VERSION) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists plumb");
            statement.execute("comment on schema plumb is 'The ledger of Plumb: see the comments of its tables'");
        }
        LedgerChangelog.update(connection);
    }
}

package dev.plumb.runtime.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * A transaction that holds rows of clients must not wait long for one that a client holds: everybody who wants one of its rows would wait
 * as well. It gives up soon, and long before the server looks for deadlocks.
 */
public final class BriefWait {
    private static final Duration LIMIT = Duration.ofMillis(50);

    /** The lock was not to be had, or waiting for it was a deadlock. */
    private static final Set<String> OVER = Set.of("55P03", "40P01");

    private BriefWait() {}

    /** From now on until the end of the transaction no lock is waited for long. */
    public static void begin(Connection connection) throws SQLException {
        set(connection, LIMIT);
    }

    /** Back to what the session waits, within the same transaction. */
    public static void end(Connection connection, Duration lockTimeout) throws SQLException {
        set(connection, lockTimeout);
    }

    private static void set(Connection connection, Duration limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = " + limit.toMillis());
        }
    }

    /** Whether that was why a statement failed. */
    public static boolean isOver(SQLException e) {
        return OVER.contains(String.valueOf(e.getSQLState()));
    }
}

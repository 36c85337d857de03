package dev.plumb.runtime.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Readings that the role's own limit on the time of a statement does not end half-way. */
final class WithoutTimeout {
    /** {@code query_canceled}. */
    static final String CANCELLED = "57014";

    private static final int ATTEMPTS = 20;

    private WithoutTimeout() {}

    /** What is read. */
    interface Reading<R> {
        R read() throws SQLException;
    }

    /** @param connection in autocommit mode, and left so; a caller's transaction keeps its own limits */
    static <R> R read(Connection connection, Reading<R> reading) throws SQLException {
        if (!connection.getAutoCommit()) {
            return reading.read();
        }
        connection.setAutoCommit(false);
        try {
            setAside(connection);
            return reading.read();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The limit holds for this statement, too: the shortest ones end it on a busy server. */
    private static void setAside(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local statement_timeout = 0");
                return;
            } catch (SQLException e) {
                connection.rollback();
                if (attempt == ATTEMPTS || !CANCELLED.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }
}

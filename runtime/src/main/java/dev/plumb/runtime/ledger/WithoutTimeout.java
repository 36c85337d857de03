package dev.plumb.runtime.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Readings that the role's own limit on the time of a statement does not end half-way. */
final class WithoutTimeout {
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
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = 0");
            return reading.read();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}

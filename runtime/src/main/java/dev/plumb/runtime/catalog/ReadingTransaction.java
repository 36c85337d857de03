package dev.plumb.runtime.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/**
 * Runs a reading in a transaction that leaves nothing behind, neither settings nor locks: one of its own when the connection
 * commits by itself, otherwise a savepoint of the caller's.
 */
final class ReadingTransaction {
    private final Connection connection;

    ReadingTransaction(Connection connection) {
        this.connection = connection;
    }

    /** What is done in it. */
    interface Reading<R> {
        R read() throws SQLException;
    }

    <R> R run(Reading<R> reading) throws SQLException {
        return connection.getAutoCommit() ? inOwnTransaction(reading) : inSavepoint(reading);
    }

    private <R> R inOwnTransaction(Reading<R> reading) throws SQLException {
        connection.setAutoCommit(false);
        try {
            // Read committed, or else the fingerprint after the reading would see nothing of what happened meanwhile.
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level read committed, read only");
            }
            R result = reading.read();
            connection.rollback();
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException | RuntimeException e) {
            undo(e, () -> {
                connection.rollback();
                connection.setAutoCommit(true);
            });
            throw e;
        }
    }

    private <R> R inSavepoint(Reading<R> reading) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            R result = reading.read();
            connection.rollback(before);
            connection.releaseSavepoint(before);
            return result;
        } catch (SQLException | RuntimeException e) {
            undo(e, () -> connection.rollback(before));
            throw e;
        }
    }

    private interface Undoing {
        void undo() throws SQLException;
    }

    /** The first failure is the one to tell; what fails while clearing up after it comes along. */
    private static void undo(Exception failure, Undoing undoing) {
        try {
            undoing.undo();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}

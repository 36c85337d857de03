package dev.plumb.runtime.apply;

import dev.plumb.runtime.ledger.RunLog;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.runtime.session.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;

/**
 * What is done after a run has failed: finding out what is committed and writing that down, on a new connection, since the
 * one that ran the steps may be gone.
 */
final class Aftermath {
    private final ConnectionSource connections;
    private final RunLog log;

    Aftermath(ConnectionSource connections, RunLog log) {
        this.connections = connections;
        this.log = log;
    }

    /**
     * How many steps are committed. Waits for the transaction of a connection that broke: only its end tells.
     *
     * @param failure told what went wrong here
     * @return empty when the server cannot be asked
     */
    OptionalInt stepsDone(Exception failure) {
        try (Connection connection = ServerSession.open(connections, "plumb apply: aftermath")) {
            connection.setAutoCommit(false);
            limitLockWait(connection);
            int done = log.countDone(connection);
            connection.rollback();
            return OptionalInt.of(done);
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
            return OptionalInt.empty();
        }
    }

    /** Writes the outcome down; when that fails too, the next applier finds a run that never ended and says so. */
    void record(RunSummary.Outcome outcome, String error, Exception failure) {
        try (Connection connection = ServerSession.open(connections, "plumb apply: aftermath")) {
            connection.setAutoCommit(false);
            limitLockWait(connection);
            log.fence().hold(connection);
            log.finish(connection, outcome, error);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static void limitLockWait(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '10s'");
        }
    }
}

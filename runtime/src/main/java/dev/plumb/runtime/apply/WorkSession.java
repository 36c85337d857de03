package dev.plumb.runtime.apply;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connection that runs a plan's statements. One thread runs them; any other may stop it, which cancels the statement that
 * is running and lets no other begin.
 */
final class WorkSession {
    private final Connection connection;
    private final int backend;
    private @Nullable Statement running;
    private @Nullable Thread lent;
    private @Nullable Runnable ending;
    private @Nullable Stop stop;

    WorkSession(Connection connection) throws SQLException {
        this.connection = connection;
        this.backend = ServerSession.backend(connection);
    }

    Connection connection() {
        return connection;
    }

    int backend() {
        return backend;
    }

    /** Runs one statement, exactly as given. */
    void execute(String sql) throws SQLException, StoppedException {
        execute(statement -> statement.execute(sql));
    }

    /**
     * Runs statements in one round trip, exactly as given.
     *
     * @throws SQLException the server's answer to the first of them that failed; those after it did not run
     */
    void execute(List<String> statements) throws SQLException, StoppedException {
        try {
            execute(batch -> {
                for (String sql : statements) {
                    batch.addBatch(sql);
                }
                batch.executeBatch();
            });
        } catch (BatchUpdateException e) {
            throw e.getNextException() == null ? e : e.getNextException();
        }
    }

    private interface Execution {
        void run(Statement statement) throws SQLException;
    }

    private void execute(Execution execution) throws SQLException, StoppedException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            begin(statement);
            try {
                execution.run(statement);
            } finally {
                end();
            }
        }
    }

    private synchronized void begin(Statement statement) throws StoppedException {
        if (stop != null) {
            throw new StoppedException(stop);
        }
        running = statement;
    }

    private synchronized void end() {
        running = null;
    }

    /**
     * From now on the caller's thread does its work on other connections than this one. A stop interrupts it, unless the process is asked to
     * end and the work can end by itself.
     */
    synchronized void lendThread() throws StoppedException {
        if (stop != null) {
            throw new StoppedException(stop);
        }
        lent = Thread.currentThread();
    }

    /** How the work that is done with the lent thread is asked to end after what it is at. */
    synchronized void endsBy(Runnable request) {
        ending = request;
        if (stop == Stop.INTERRUPTED) {
            request.run();
        }
    }

    /** Does not wait any longer for the work with the lent thread to end by itself. */
    synchronized void giveUp() {
        if (lent != null) {
            lent.interrupt();
        }
    }

    /** Ends that; whoever was interrupted by a stop is so no longer, since the reason of the stop tells it. */
    synchronized void returnThread() {
        lent = null;
        ending = null;
        if (stop != null) {
            Thread.interrupted();
        }
    }

    /** Stops the session; the first reason counts. */
    synchronized void stop(Stop reason) {
        if (stop == null) {
            stop = reason;
        }
        notifyAll();
        if (running != null) {
            cancel(running);
        }
        if (reason == Stop.INTERRUPTED && ending != null) {
            ending.run();
        } else {
            giveUp();
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The server cannot be reached. The statement finds that out by itself and its thread reports it.
        }
    }

    synchronized Optional<Stop> stopReason() {
        return Optional.ofNullable(stop);
    }

    /** Waits, but not longer than until the session is stopped. */
    synchronized void pause(Duration duration) throws StoppedException {
        long end = System.nanoTime() + duration.toNanos();
        try {
            for (long left = end - System.nanoTime(); left > 0 && stop == null; left = end - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop = Stop.INTERRUPTED;
        }
        if (stop != null) {
            throw new StoppedException(stop);
        }
    }

    /** Ends the transaction, if the connection is still good for anything. */
    void rollBack() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // A connection on which nothing can be rolled back is gone, and the server rolls back by itself.
            closeQuietly();
        }
    }

    /** True while the connection answers. */
    boolean isUsable() {
        try {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Closing is all that was wanted.
        }
    }
}

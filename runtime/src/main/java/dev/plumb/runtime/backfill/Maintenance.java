package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.RowSession;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets the server use the space of replaced rows again, beside the threads that fill, and learn the values that are new. Neither is needed
 * for the values to be right.
 */
final class Maintenance implements AutoCloseable {
    private static final long LEAST_ROWS = 20_000;
    private static final double PART = 0.2;

    private final ConnectionSource source;
    private final Duration lockTimeout;
    private final ComputedTable table;
    private final List<String> columns;
    private final BackfillListener listener;
    private final ExecutorService thread;
    private long vacuumedAt;
    private boolean running;
    private boolean allowed = true;
    private @Nullable Statement vacuum;

    Maintenance(
            ConnectionSource source,
            Duration lockTimeout,
            ComputedTable table,
            BackfillState state,
            BackfillListener listener) {
        this.source = source;
        this.lockTimeout = lockTimeout;
        this.table = table;
        this.columns = state.columns();
        this.vacuumedAt = state.rowsWritten();
        this.listener = listener;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "plumb-backfill-vacuum");
            created.setDaemon(true);
            return created;
        });
    }

    /** Begins to vacuum when about a fifth of the table was written since the last time. */
    synchronized void after(BackfillState state) {
        long part = (long) (PART * state.rowsEstimated().orElse(0));
        if (allowed
                && !running
                && !thread.isShutdown()
                && state.rowsWritten() - vacuumedAt > Math.max(LEAST_ROWS, part)) {
            vacuumedAt = state.rowsWritten();
            running = true;
            thread.execute(this::vacuum);
        }
    }

    private void vacuum() {
        try (Connection connection = RowSession.open(source, "backfill vacuum", lockTimeout)) {
            run(connection, "vacuum (index_cleanup off, truncate off, skip_locked) " + table.name());
        } catch (SQLException e) {
            listener.noticed("no connection to vacuum " + table.name() + ": " + e.getMessage());
        } finally {
            vacuumed();
        }
    }

    private synchronized void vacuumed() {
        running = false;
    }

    /** Lets the planner know the new columns. What is still being vacuumed is left to the server's own vacuum. */
    void end(Connection connection) throws InterruptedException {
        close();
        if (isAllowed() && thread.awaitTermination(lockTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
            run(
                    connection,
                    "analyze (skip_locked) " + table.name()
                            + columns.stream().map(SqlNames::quote).collect(Collectors.joining(", ", " (", ")")));
        }
    }

    private void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            begins(statement);
            statement.execute(sql);
            SQLWarning warning = statement.getWarnings();
            if (warning != null) {
                warned(warning);
            }
        } catch (SQLException e) {
            if (!"57014".equals(e.getSQLState())) {
                listener.noticed("'" + sql + "' failed: " + e.getMessage());
            }
        } finally {
            begins(null);
        }
    }

    private synchronized void begins(@Nullable Statement statement) {
        vacuum = statement;
    }

    private synchronized boolean isAllowed() {
        return allowed;
    }

    private void warned(SQLWarning warning) {
        synchronized (this) {
            allowed = !"42501".equals(warning.getSQLState());
        }
        listener.noticed(String.valueOf(warning.getMessage()));
    }

    /** A vacuum that is running is given up. */
    @Override
    public synchronized void close() {
        thread.shutdown();
        if (vacuum != null) {
            try {
                vacuum.cancel();
            } catch (SQLException e) {
                // Then it goes on to its end, which does no harm.
            }
        }
    }
}

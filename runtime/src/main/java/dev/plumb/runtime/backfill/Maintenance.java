package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Lets the server use the space of replaced rows again, and learn the values that are new. One call at a time. */
final class Maintenance {
    private static final long LEAST_ROWS = 20_000;
    private static final double PART = 0.1;

    private final ComputedTable table;
    private final List<String> columns;
    private final BackfillListener listener;
    private long vacuumedAt;
    private boolean allowed = true;

    Maintenance(ComputedTable table, List<String> columns, long writtenBefore, BackfillListener listener) {
        this.table = table;
        this.columns = columns;
        this.vacuumedAt = writtenBefore;
        this.listener = listener;
    }

    /** Vacuums when about a tenth of the table was written since the last time. */
    void after(Connection connection, BackfillState state) {
        long part = (long) (PART * state.rowsEstimated().orElse(0));
        if (allowed && state.rowsWritten() - vacuumedAt > Math.max(LEAST_ROWS, part)) {
            vacuumedAt = state.rowsWritten();
            run(connection, "vacuum (index_cleanup off, truncate off, skip_locked) " + table.name());
        }
    }

    /** Lets the planner know the new columns. */
    void end(Connection connection) {
        if (allowed) {
            run(
                    connection,
                    "analyze (skip_locked) " + table.name()
                            + columns.stream().map(SqlNames::quote).collect(Collectors.joining(", ", " (", ")")));
        }
    }

    /** Neither is needed for the values to be right. */
    private void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            SQLWarning warning = statement.getWarnings();
            if (warning != null) {
                allowed = !"42501".equals(warning.getSQLState());
                listener.noticed(String.valueOf(warning.getMessage()));
            }
        } catch (SQLException e) {
            listener.noticed("'" + sql + "' failed: " + e.getMessage());
        }
    }
}

package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.CellStatements;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.plan.computed.Window;
import dev.plumb.plan.computed.WriteMode;
import dev.plumb.runtime.cell.CellWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/** How expressions are computed for the rows of a window. */
enum Filling {
    /** What tells the rows of a table without a key apart: the {@link RowColumn}, the only column. */
    ROW_COLUMN {
        @Override
        StripeResult run(Connection connection, ComputedTable table, List<String> columns, Window window)
                throws SQLException {
            String sql = new CellStatements(table).fillRowColumn(window);
            return new StripeResult(execute(connection, WriteMode.fill(), sql), 0, 0);
        }
    },

    /** None may fail: the server computes them set by set. */
    SET_WISE {
        @Override
        StripeResult run(Connection connection, ComputedTable table, List<String> columns, Window window)
                throws SQLException {
            String sql = new CellStatements(table).fill(columns, window);
            return new StripeResult(execute(connection, WriteMode.fill(), sql), 0, 0);
        }
    },

    /** Row by row, by the trigger: it knows the errors of their inputs and keeps theirs. */
    RECOMPUTE {
        @Override
        StripeResult run(Connection connection, ComputedTable table, List<String> columns, Window window)
                throws SQLException {
            ErrorCount errors = new ErrorCount(table, columns);
            long before = errors.now(connection);
            String sql = new CellStatements(table).recompute(columns, window);
            int rows = execute(connection, WriteMode.recompute(columns), sql);
            return new StripeResult(rows, 0, Math.max(0, errors.now(connection) - before));
        }
    },

    /** Their errors are kept: set by set as long as there is none. */
    SET_WISE_OR_RECOMPUTE {
        @Override
        StripeResult run(Connection connection, ComputedTable table, List<String> columns, Window window)
                throws SQLException {
            Savepoint before = connection.setSavepoint();
            try {
                StripeResult result = SET_WISE.run(connection, table, columns, window);
                connection.releaseSavepoint(before);
                return result;
            } catch (SQLException e) {
                if (!CellWriter.isOfTheRow(e)) {
                    throw e;
                }
                connection.rollback(before);
                return RECOMPUTE.run(connection, table, columns, window);
            }
        }
    };

    /** Within a transaction that is open. */
    abstract StripeResult run(Connection connection, ComputedTable table, List<String> columns, Window window)
            throws SQLException;

    private static int execute(Connection connection, String mode, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(mode);
            return statement.executeUpdate(sql);
        }
    }
}

package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.CellStatements;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Window;
import dev.plumb.runtime.cell.CellWriter;
import dev.plumb.runtime.cell.FailedCell;
import dev.plumb.runtime.failure.ServerAnswer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Finds the row of a window that fails, by halving, in transactions that are rolled back. */
final class FailingRow {
    private final ComputedTable table;
    private final Walk walk;
    private final Step.Expressions step;
    private final String columns;

    FailingRow(ComputedTable table, Walk walk, Step.Expressions step) {
        this.table = table;
        this.walk = walk;
        this.step = step;
        this.columns = String.join(", ", step.columns());
    }

    /**
     * The first failing row.
     *
     * @param answer of the server for the whole window, used if the row is gone or was corrected meanwhile
     */
    FailedCell find(Connection connection, Window window, SQLException answer) throws SQLException {
        Optional<String> after = window.after();
        String upTo = window.upTo().orElseThrow();
        SQLException last = answer;
        for (long rows = count(connection, after, upTo); rows > 1; rows = count(connection, after, upTo)) {
            Optional<String> middle =
                    walk.next(connection, after, upTo, (int) (rows / 2)).map(Walk.Part::upTo);
            if (middle.isEmpty() || middle.get().equals(upTo)) {
                break;
            }
            Optional<SQLException> first = attempt(connection, after, middle.get());
            if (first.isPresent()) {
                last = first.get();
                upTo = middle.get();
            } else {
                after = middle;
            }
        }
        String sentence = ServerAnswer.of(last).happened();
        return new FailedCell(columns, upTo, String.valueOf(last.getSQLState()), sentence);
    }

    private long count(Connection connection, Optional<String> after, String upTo) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        new CellStatements(table).count(new Window(after, Optional.of(upTo), 0, 1)))) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private Optional<SQLException> attempt(Connection connection, Optional<String> after, String upTo)
            throws SQLException {
        Write write = step.write(new Window(after, Optional.of(upTo), 0, 1));
        connection.setAutoCommit(false);
        try {
            write.run(connection);
            return Optional.empty();
        } catch (AbortException e) {
            return e.answer();
        } catch (SQLException e) {
            if (CellWriter.isOfTheRow(e)) {
                return Optional.of(e);
            }
            throw e;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}

package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.CellStatements;
import dev.plumb.plan.computed.RowErrors;
import dev.plumb.plan.computed.WriteMode;
import dev.plumb.plan.computed.WriteMode.CellFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes results where the inputs are still the same, within a transaction that is open. A value that the column does not take, such as a
 * text that is too long, is an error of its cell: it is found by halving.
 */
public final class CellWriter {
    private static final String FORGET = """
            delete from plumb.cell_error e using pg_catalog.unnest(?::text[]) k(key)
            where e.relation = ?::pg_catalog.oid and e.column_name = any (?) and e.key = k.key::pg_catalog.jsonb""";

    /** For each row its trigger reads the failures of all rows of the statement, so that many rows at once would take for ever. */
    private static final int MOST_ROWS_WITH_FAILURES = 200;

    private final long relation;
    private final List<String> columns;
    private final CellStatements statements;
    private final boolean hasDependents;

    CellWriter(long relation, List<String> columns, CellStatements statements, boolean hasDependents) {
        this.relation = relation;
        this.columns = columns;
        this.statements = statements;
        this.hasDependents = hasDependents;
    }

    /**
     * Writes.
     *
     * @param due the columns of functions that this pass and later ones of the same work compute: no notes are made for them
     * @return what was written, which may have more errors than was asked for
     */
    public Written write(Connection connection, ComputedRows rows, Collection<String> due) throws SQLException {
        if (rows.size() == 0) {
            return Written.NOTHING;
        }
        if (rows.failed() > 0 && rows.size() > MOST_ROWS_WITH_FAILURES) {
            return writeHalves(connection, rows, due);
        }
        Savepoint before = connection.setSavepoint();
        try {
            int written = update(connection, rows, due);
            connection.releaseSavepoint(before);
            return new Written(written, rows.failed(), rows.size() - written, rows.firstAborting());
        } catch (SQLException e) {
            if (!isOfTheRow(e)) {
                throw e;
            }
            connection.rollback(before);
            if (rows.size() > 1) {
                return writeHalves(connection, rows, due);
            }
            return writeRefused(connection, rows, due, failure(e));
        }
    }

    /** A row that the database refused as a whole: what it has against each of the values alone. */
    private Written writeRefused(Connection connection, ComputedRows row, Collection<String> due, CellFailure failure)
            throws SQLException {
        ComputedRows right = row.refused(columns.size() == 1 ? columns : refused(connection, row, due), failure);
        Savepoint before = connection.setSavepoint();
        try {
            return written(connection, right, due);
        } catch (SQLException e) {
            if (!isOfTheRow(e)) {
                throw e;
            }
            // Only together are they refused, by a check of the table or by another row.
            connection.rollback(before);
            return written(connection, row.refused(columns, failure), due);
        }
    }

    private Written written(Connection connection, ComputedRows row, Collection<String> due) throws SQLException {
        int written = update(connection, row, due);
        return new Written(written, row.failed(), 1 - written, row.firstAborting());
    }

    private List<String> refused(Connection connection, ComputedRows row, Collection<String> due) throws SQLException {
        List<String> refused = new ArrayList<>();
        for (String column : columns) {
            List<String> others =
                    columns.stream().filter(c -> !c.equals(column)).toList();
            Savepoint before = connection.setSavepoint();
            try {
                update(connection, row.refused(others, new CellFailure("", "", 1)), due);
            } catch (SQLException e) {
                if (!isOfTheRow(e)) {
                    throw e;
                }
                refused.add(column);
            } finally {
                connection.rollback(before);
            }
        }
        return refused;
    }

    private static CellFailure failure(SQLException e) {
        return new CellFailure(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()), 1);
    }

    private Written writeHalves(Connection connection, ComputedRows rows, Collection<String> due) throws SQLException {
        int middle = rows.size() / 2;
        return write(connection, rows.part(0, middle), due)
                .plus(write(connection, rows.part(middle, rows.size()), due));
    }

    private int update(Connection connection, ComputedRows rows, Collection<String> due) throws SQLException {
        boolean alone = !hasDependents && rows.failed() == 0;
        try (Statement mode = connection.createStatement()) {
            // What is checked only by the commit would fail all that the transaction did.
            mode.execute("set constraints all immediate");
            mode.execute(alone ? WriteMode.fill() : WriteMode.write(due, rows.failures()));
        }
        Set<String> unwritten = new LinkedHashSet<>(List.of(rows.keys()));
        try (PreparedStatement update = connection.prepareStatement(statements.write(columns))) {
            update.setArray(1, connection.createArrayOf("text", rows.keys()));
            update.setArray(2, connection.createArrayOf("text", rows.guards()));
            for (int i = 0; i < columns.size(); i++) {
                update.setArray(3 + i, connection.createArrayOf("text", rows.texts(columns.get(i))));
            }
            try (ResultSet written = update.executeQuery()) {
                while (written.next()) {
                    unwritten.remove(written.getString(1));
                }
            }
        }
        if (alone) {
            forgetErrors(connection, rows);
        }
        noteAgain(connection, unwritten, due);
        return rows.size() - unwritten.size();
    }

    /** Whoever changed such a row noted only the columns that the change concerns, or deleted it. */
    private void noteAgain(Connection connection, Set<String> keys, Collection<String> due) throws SQLException {
        if (!keys.isEmpty()) {
            try (PreparedStatement note = connection.prepareStatement(statements.note(due))) {
                note.setArray(1, connection.createArrayOf("text", keys.toArray()));
                note.executeUpdate();
            }
        }
    }

    /** The triggers would; but they cost a lot, and most tables have no errors to forget. */
    private void forgetErrors(Connection connection, ComputedRows rows) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setArray(1, connection.createArrayOf("text", rows.keys()));
            forget.setLong(2, relation);
            forget.setArray(3, connection.createArrayOf("text", columns.toArray()));
            forget.executeUpdate();
        }
    }

    /** Whether another row may well be written. */
    public static boolean isOfTheRow(SQLException e) {
        return e.getSQLState() != null && RowErrors.isOfTheRow(e.getSQLState());
    }

    /**
     * What was written.
     *
     * @param rows whose inputs were still the same
     * @param failed cells with an error
     * @param stale rows that were changed or deleted meanwhile, and are noted again
     * @param aborting the first error of a column that wants none
     */
    public record Written(int rows, int failed, int stale, Optional<FailedCell> aborting) {
        public static final Written NOTHING = new Written(0, 0, 0, Optional.empty());

        public Written plus(Written more) {
            return new Written(
                    rows + more.rows, failed + more.failed, stale + more.stale, aborting.or(() -> more.aborting));
        }
    }
}

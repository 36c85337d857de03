package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.WriteMode;
import dev.plumb.plan.computed.WriteMode.CellFailure;
import dev.plumb.runtime.cell.CellWriter.Written;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGStatement;

/**
 * Writes rows by one statement, within a transaction that is open. What the database refuses is found by halving, and becomes an error of
 * the cells that it refuses.
 *
 * @param relation whose cells they are
 * @param columns that are written
 * @param due the columns of functions for which no notes are made
 * @param hasDependents whether other cells are computed from these
 * @param statement with the keys, the versions when it is guarded, then the values
 * @param guarded whether rows that have another version by now are left out
 */
record CellUpdate(
        Connection connection,
        long relation,
        List<String> columns,
        Collection<String> due,
        boolean hasDependents,
        RowKeys keys,
        String statement,
        boolean guarded) {
    private static final String HAS_ERRORS =
            "select exists (select from plumb.cell_failure e where e.relation = ?::pg_catalog.oid)";

    /** Looks up each key in the index; a join with the keys would read all errors of all tables for every few rows. */
    private static final String FORGET = """
            delete from plumb.cell_failure e
            where e.relation = ?::pg_catalog.oid and e.key = any (?::text[]::pg_catalog.jsonb[]) and e.cell = any (array(
              select c.id from plumb.cell c where c.relation = ?::pg_catalog.oid and c.column_name = any (?)))""";

    /** For each row its trigger reads the failures of all rows of the statement, so that many rows at once would take for ever. */
    private static final int MOST_ROWS_WITH_FAILURES = 200;

    /**
     * What was done.
     *
     * @param missed rows that have another version by now, or are gone
     */
    record Done(Written written, List<ComputedRows> missed) {
        private static final Done NOTHING = new Done(Written.NOTHING, List.of());

        private Done plus(Done more) {
            List<ComputedRows> both = new ArrayList<>(missed);
            both.addAll(more.missed);
            return new Done(written.plus(more.written), both);
        }
    }

    /** All of the rows, halving where one is refused or too many have errors. */
    Done run(ComputedRows rows) throws SQLException {
        if (rows.size() == 0) {
            return Done.NOTHING;
        }
        if (rows.failed() > 0 && rows.size() > MOST_ROWS_WITH_FAILURES) {
            return halves(rows);
        }
        Savepoint before = connection.setSavepoint();
        try {
            Done done = done(rows);
            connection.releaseSavepoint(before);
            return done;
        } catch (SQLException e) {
            if (!CellWriter.isOfTheRow(e)) {
                throw e;
            }
            connection.rollback(before);
            return rows.size() > 1
                    ? halves(rows)
                    : refused(
                            rows, new CellFailure(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()), 1));
        }
    }

    private Done halves(ComputedRows rows) throws SQLException {
        int middle = rows.size() / 2;
        return run(rows.part(0, middle)).plus(run(rows.part(middle, rows.size())));
    }

    /** A row that the database refused as a whole: what it has against each of the values alone. */
    private Done refused(ComputedRows row, CellFailure failure) throws SQLException {
        ComputedRows right = row.refused(columns.size() == 1 ? columns : refusedColumns(row), failure);
        Savepoint before = connection.setSavepoint();
        try {
            return done(right);
        } catch (SQLException e) {
            if (!CellWriter.isOfTheRow(e)) {
                throw e;
            }
            // Only together are they refused, by a check of the table or by another row.
            connection.rollback(before);
            return done(row.refused(columns, failure));
        }
    }

    private List<String> refusedColumns(ComputedRows row) throws SQLException {
        List<String> refused = new ArrayList<>();
        for (String column : columns) {
            List<String> others =
                    columns.stream().filter(c -> !c.equals(column)).toList();
            Savepoint before = connection.setSavepoint();
            try {
                update(row.refused(others, new CellFailure("", "", 1)));
            } catch (SQLException e) {
                if (!CellWriter.isOfTheRow(e)) {
                    throw e;
                }
                refused.add(column);
            } finally {
                connection.rollback(before);
            }
        }
        return refused;
    }

    private Done done(ComputedRows rows) throws SQLException {
        BitSet places = update(rows);
        boolean all = places.cardinality() == rows.size();
        ComputedRows written = all ? rows : rows.at(places, false);
        return new Done(
                new Written(written.size(), written.failed(), 0, aborting(written), List.of()),
                all ? List.of() : List.of(rows.at(places, true)));
    }

    private Optional<FailedCell> aborting(ComputedRows rows) throws SQLException {
        Optional<ComputedRows.FirstFailure> first = rows.firstAborting();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String key = keys.json(connection, first.get().row()).get(0);
        CellFailure failure = first.get().failure();
        return Optional.of(new FailedCell(first.get().column(), key, failure.type(), failure.message()));
    }

    /** Returns which of the rows were written. */
    private BitSet update(ComputedRows rows) throws SQLException {
        boolean alone = !hasDependents && rows.failed() == 0;
        String mode = alone
                ? WriteMode.fill()
                : WriteMode.write(due, rows.failures(keys.json(connection, rows.withFailures())));
        try (Statement setting = connection.createStatement()) {
            // What is checked only by the commit would fail all that the transaction did.
            setting.execute("set constraints all immediate; " + mode);
        }
        BitSet written = new BitSet(rows.size());
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            int next = keys.bind(connection, update, rows);
            if (guarded) {
                update.setArray(next++, connection.createArrayOf("text", rows.versions()));
            }
            for (String column : columns) {
                update.setArray(next++, connection.createArrayOf("text", rows.texts(column)));
            }
            if (guarded) {
                try (ResultSet places = update.executeQuery()) {
                    while (places.next()) {
                        written.set(places.getInt(1) - 1);
                    }
                }
            } else {
                update.executeUpdate();
                written.set(0, rows.size());
            }
        }
        if (alone) {
            forgetErrors(rows);
        }
        return written;
    }

    /** The triggers would; but they cost a lot, and most tables have no errors to forget. */
    private void forgetErrors(ComputedRows rows) throws SQLException {
        if (!hasErrors()) {
            return;
        }
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            // Planned for these keys and as many errors as there are by now.
            forget.unwrap(PGStatement.class).setPrepareThreshold(0);
            forget.setLong(1, relation);
            forget.setArray(
                    2,
                    connection.createArrayOf("text", keys.json(connection, rows).toArray()));
            forget.setLong(3, relation);
            forget.setArray(4, connection.createArrayOf("text", columns.toArray()));
            forget.executeUpdate();
        }
    }

    private boolean hasErrors() throws SQLException {
        try (PreparedStatement errors = connection.prepareStatement(HAS_ERRORS)) {
            errors.setLong(1, relation);
            try (ResultSet row = errors.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}

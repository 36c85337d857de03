package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.CellStatements;
import dev.plumb.plan.computed.Window;
import dev.plumb.runtime.cell.CellWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Has the server compute expressions for all rows of a window. */
record ExpressionWrite(Step.Expressions step, Window window) implements Write {
    @Override
    public Outcome run(Connection connection) throws SQLException, AbortException {
        return Outcome.all(fill(connection, window));
    }

    private StripeResult fill(Connection connection, Window part) throws SQLException, AbortException {
        try {
            return step.filling().run(connection, step.table(), step.columns(), part);
        } catch (SQLException e) {
            if (CellWriter.isOfTheRow(e)) {
                throw new AbortException(step, part, e);
            }
            throw e;
        }
    }

    @Override
    public boolean waits() {
        return false;
    }

    /** Without a key there is no telling which rows are whose. */
    @Override
    public Write afterWaiting() {
        return step.table().key().isEmpty() ? new Patient(this) : new Free(this);
    }

    /** All rows, however long that takes. */
    private record Patient(ExpressionWrite all) implements Write {
        @Override
        public Outcome run(Connection connection) throws SQLException, AbortException {
            return all.run(connection);
        }

        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public Write afterWaiting() {
            return this;
        }
    }

    /** First those that nobody holds, then each of the others on its own. */
    private record Free(ExpressionWrite all) implements Write {
        @Override
        public Outcome run(Connection connection) throws SQLException, AbortException {
            CellStatements statements = new CellStatements(all.step.table());
            Set<String> held = keys(connection, statements.keys(all.window));
            held.removeAll(keys(connection, statements.lockFree(all.window)));
            StripeResult result = all.fill(connection, all.window.without(held));
            List<Write> alone = held.stream()
                    .sorted()
                    .map(key -> new ExpressionWrite(all.step, all.window.only(key)))
                    .<Write>map(Patient::new)
                    .toList();
            return new Outcome(result, alone);
        }

        private static Set<String> keys(Connection connection, String query) throws SQLException {
            Set<String> keys = new HashSet<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
            return keys;
        }

        @Override
        public boolean waits() {
            return false;
        }

        /** A row may have come since. */
        @Override
        public Write afterWaiting() {
            return this;
        }
    }
}

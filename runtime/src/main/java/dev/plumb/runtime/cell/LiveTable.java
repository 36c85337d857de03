package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.CellStatements;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.PlumbingNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A table with cells, as its plumbing tells.
 *
 * @param relation its oid
 */
public record LiveTable(long relation, ComputedTable table) {
    private static final String FIND = """
            select n.nspname, c.relname from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = ?::pg_catalog.oid""";

    private static final String FUNCTION = """
            select p.prosrc from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
            where n.nspname = ? and p.proname = ? and p.pronargs = 0""";

    /** The same as rows are gone through that cannot be told apart yet. */
    public LiveTable withoutCells() {
        return new LiveTable(relation, table.withoutCells());
    }

    /**
     * Takes away the errors of rows that went without a trigger's notice, as those of a partition do that is truncated or detached
     * on its own.
     */
    public void forgetGone(Connection connection) throws SQLException {
        if (table.cells().stream().anyMatch(table::recorded)) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(new CellStatements(table).forgetGone());
            }
        }
    }

    /** Nothing when the table is gone or has no cells. */
    public static Optional<LiveTable> find(Connection connection, long relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setLong(1, relation);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? find(connection, relation, row.getString(1), row.getString(2)) : Optional.empty();
            }
        }
    }

    /**
     * Whether it is still as it was read, which it then is until the end of the transaction: what was computed for a cell that has
     * another definition by now must not be written.
     */
    public boolean hold(Connection connection) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute("lock table only " + table.name() + " in row exclusive mode");
        }
        return find(connection, relation).equals(Optional.of(this));
    }

    private static Optional<LiveTable> find(Connection connection, long relation, String schema, String table)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FUNCTION)) {
            statement.setString(1, schema);
            statement.setString(2, PlumbingNames.triggerFunction(table));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new LiveTable(relation, Plumbing.parse(schema, table, row.getString(1))))
                        : Optional.empty();
            }
        }
    }
}

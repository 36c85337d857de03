package dev.plumb.runtime.copy;

import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * Copies some of the rows of one environment into the empty tables of another one: as they were at one moment, with all rows
 * that they refer to. What is computed is not copied; the copy computes it.
 */
public final class RowCopy {
    private final CopySide source;
    private final CopySide target;

    /**
     * @param source its connection is in autocommit mode, and left so
     * @param target its connection is in a transaction, which the caller ends
     */
    public RowCopy(CopySide source, CopySide target) {
        this.source = source;
        this.target = target;
    }

    /** The tables of the source that the copy does not have. */
    public List<Address> leftOut() {
        return source.all(Table.class).stream()
                .filter(f -> !f.object().isPartition())
                .map(CopySide.Found::address)
                .filter(a -> target.table(a).isEmpty())
                .sorted()
                .toList();
    }

    /** @throws dev.plumb.source.SpecException with every mask that is of no column, or cannot be used there */
    public void check(List<ColumnMasking> maskings) throws SQLException {
        Masks.of(source.connection(), tables(), maskings);
    }

    /**
     * Copies.
     *
     * @return every table of the copy, in the order of their addresses
     * @throws dev.plumb.source.SpecException with every mask that is of no column, or cannot be used there
     * @throws RefusedException when there are rows in the copy already
     */
    public List<CopiedRows> run(Sampling sampling, List<ColumnMasking> maskings) throws SQLException {
        List<CopiedTable> tables = tables();
        refuseRows(tables);
        Connection connection = source.connection();
        int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            fixTexts(connection);
            Masks masks = Masks.of(connection, tables, maskings);
            RowSample sample = new RowSample(connection, tables);
            sample.choose(sampling);
            return fill(tables, sample, masks, sampling.seed());
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(isolation);
        }
    }

    private List<CopiedTable> tables() {
        List<CopiedTable> tables = new ArrayList<>();
        for (CopySide.Found<Table> found : target.all(Table.class)) {
            Address address = found.address();
            boolean whole = !found.object().isPartition();
            source.table(address)
                    .filter(t -> whole && !t.isPartition())
                    .ifPresent(from -> tables.add(new CopiedTable(
                            address,
                            source.sql(address),
                            target.sql(address),
                            from,
                            found.object(),
                            columns(address, from, found.object()))));
        }
        return tables;
    }

    private List<String> columns(Address address, Table from, Table to) {
        Set<String> computed = target.computed(address);
        return to.columns().stream()
                .filter(c -> !(c.value() instanceof ColumnValue.Generated))
                .map(Column::name)
                .filter(c -> from.column(c).isPresent() && !computed.contains(c))
                .toList();
    }

    private void refuseRows(List<CopiedTable> tables) throws SQLException {
        try (Statement statement = target.connection().createStatement()) {
            for (CopiedTable table : tables) {
                try (ResultSet row = statement.executeQuery("select exists (select from " + table.to() + ")")) {
                    row.next();
                    if (row.getBoolean(1)) {
                        throw new RefusedException(
                                "there are rows in " + table.address() + " already, so nothing was copied",
                                "choose another sandbox, or destroy this one first: plumb env destroy");
                    }
                }
            }
        }
    }

    /** One text for a value, whatever the roles and databases are set to. */
    private static void fixTexts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local intervalstyle = 'postgres'");
            statement.execute("set local bytea_output = 'hex'");
            statement.execute("set local timezone = 'UTC'");
        }
    }

    private List<CopiedRows> fill(List<CopiedTable> tables, RowSample sample, Masks masks, long seed)
            throws SQLException {
        fixTexts(target.connection());
        List<CopiedRows> copied = new ArrayList<>();
        Deferral deferral = Deferral.of(target);
        for (CopiedTable table : tables) {
            long rows = table.columns().isEmpty() ? 0 : copy(sample.query(table, masks.values(table, seed)), table);
            copied.add(new CopiedRows(table.address(), rows));
        }
        deferral.settle();
        new SequencePositions(source, target).copy();
        refresh();
        return copied;
    }

    private long copy(String query, CopiedTable table) throws SQLException {
        CopyManager from = source.connection().unwrap(PGConnection.class).getCopyAPI();
        CopyManager to = target.connection().unwrap(PGConnection.class).getCopyAPI();
        CopyOut out = from.copyOut("copy (" + query + ") to stdout");
        try {
            CopyIn in = to.copyIn("copy " + table.to() + " (" + SqlNames.list(table.columns()) + ") from stdin");
            try {
                for (byte[] rows = out.readFromCopy(); rows != null; rows = out.readFromCopy()) {
                    in.writeToCopy(rows, 0, rows.length);
                }
                return in.endCopy();
            } finally {
                if (in.isActive()) {
                    in.cancelCopy();
                }
            }
        } finally {
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
    }

    /** In the order in which they were made, which is one in which each reads only those before it. */
    private void refresh() throws SQLException {
        List<String> views = new ArrayList<>();
        try (PreparedStatement order = target.connection()
                .prepareStatement(
                        "select name from unnest(?::text[]) as v(name) order by v.name::pg_catalog.regclass::oid")) {
            order.setArray(
                    1,
                    target.connection()
                            .createArrayOf(
                                    "text",
                                    target.all(MaterializedView.class).stream()
                                            .map(f -> target.sql(f.address()))
                                            .toArray()));
            try (ResultSet row = order.executeQuery()) {
                while (row.next()) {
                    views.add(row.getString(1));
                }
            }
        }
        try (Statement statement = target.connection().createStatement()) {
            for (String view : views) {
                statement.execute("refresh materialized view " + view);
            }
        }
    }
}

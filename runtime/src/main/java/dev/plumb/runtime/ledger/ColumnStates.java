package dev.plumb.runtime.ledger;

import dev.plumb.runtime.ledger.ColumnState.Filling;
import dev.plumb.schema.Address;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads how far computed columns are. */
public final class ColumnStates {
    private static final String STATES = """
            select a.attname is not null, n.behind, n.oldest,
              (select count(*) from plumb.cell_error e where e.relation = c.oid and e.column_name = w.col),
              b.id, b.state, b.rows_seen, b.rows_estimated
            from rows from (unnest(?::text[]), unnest(?::text[]), unnest(?::text[])) with ordinality w(schema, relation, col, place)
            left join pg_catalog.pg_namespace s on s.nspname = w.schema
            left join pg_catalog.pg_class c on c.relnamespace = s.oid and c.relname = w.relation
            left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = w.col and not a.attisdropped
            left join lateral (
              select count(*) as behind, min(n.noted_at) as oldest from plumb.note n
              where n.relation = c.oid and w.col = any (n.cells)) n on true
            left join lateral (
              select b.id, b.state, b.rows_seen, b.rows_estimated from plumb.backfill b
              where b.relation = c.oid and w.col = any (b.columns) and b.state in ('running', 'paused', 'failed')
              order by b.id desc limit 1) b on true
            order by w.place""";

    private ColumnStates() {}

    /**
     * One state for each column, in their order.
     *
     * @param managed what the ledger says of the namespace
     */
    public static List<ColumnState> read(
            Connection connection, Schemas schemas, List<Address> columns, Collection<ManagedObject> managed)
            throws SQLException {
        if (columns.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(STATES)) {
            Object[] directories =
                    columns.stream().map(c -> schemas.physical(c.directory())).toArray();
            Object[] tables =
                    columns.stream().map(c -> c.object().orElseThrow()).toArray();
            statement.setArray(1, connection.createArrayOf("text", directories));
            statement.setArray(2, connection.createArrayOf("text", tables));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", columns.stream().map(Address::name).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                List<ColumnState> states = new ArrayList<>();
                while (row.next()) {
                    states.add(state(columns.get(states.size()), managed, row));
                }
                return states;
            }
        }
    }

    private static ColumnState state(Address column, Collection<ManagedObject> managed, ResultSet row)
            throws SQLException {
        boolean present = row.getBoolean(1);
        // The hidden column of an index has the address of the index.
        boolean filled = managed.stream()
                .filter(m -> m.address().toString().equals(column.toString()))
                .allMatch(ManagedObject::filled);
        return new ColumnState(
                column,
                present,
                present && filled,
                filling(row),
                row.getLong(2),
                Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant),
                row.getLong(4));
    }

    private static Optional<Filling> filling(ResultSet row) throws SQLException {
        long id = row.getLong(5);
        if (row.wasNull()) {
            return Optional.empty();
        }
        long estimated = row.getLong(8);
        OptionalLong rows = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(estimated);
        return Optional.of(new Filling(id, row.getString(6), row.getLong(7), rows));
    }
}

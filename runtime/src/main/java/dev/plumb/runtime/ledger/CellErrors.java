package dev.plumb.runtime.ledger;

import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads {@code plumb.cell_error} for the directories of one environment. */
public final class CellErrors {
    private static final String COUNTS = """
            select s.nspname, c.relname, e.column_name, e.error_type, count(*)
            from plumb.cell_error e
            join pg_catalog.pg_class c on c.oid = e.relation
            join pg_catalog.pg_namespace s on s.oid = c.relnamespace
            where s.nspname = any (?)
            group by 1, 2, 3, 4
            order by 1, 2, 3, 5 desc, 4""";

    private static final String LATEST = """
            select s.nspname, c.relname, e.column_name, e.key::text, e.error_type, e.message, e.attempts, e.at
            from unnest(?::text[], ?::text[], ?::text[]) asked(schema, relation, col)
            join pg_catalog.pg_namespace s on s.nspname = asked.schema
            join pg_catalog.pg_class c on c.relnamespace = s.oid and c.relname = asked.relation
            join plumb.cell_error e on e.relation = c.oid and e.column_name = asked.col
            order by e.at desc, 1, 2, 3, e.key
            limit ?""";

    private final Schemas schemas;

    public CellErrors(Schemas schemas) {
        this.schemas = schemas;
    }

    /** By column, and for each the most frequent type first. */
    public List<CellErrorCount> counts(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNTS)) {
            statement.setArray(
                    1, connection.createArrayOf("text", schemas.physical().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                List<CellErrorCount> counts = new ArrayList<>();
                while (row.next()) {
                    counts.add(new CellErrorCount(column(row), row.getString(4), row.getLong(5)));
                }
                return counts;
            }
        }
    }

    /**
     * The newest first.
     *
     * @param columns whose errors
     * @param limit at most so many
     */
    public List<CellError> latest(Connection connection, Collection<Address> columns, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
            Object[] schemaNames =
                    columns.stream().map(a -> schemas.physical(a.directory())).toArray();
            Object[] tables =
                    columns.stream().map(a -> a.object().orElseThrow()).toArray();
            statement.setArray(1, connection.createArrayOf("text", schemaNames));
            statement.setArray(2, connection.createArrayOf("text", tables));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", columns.stream().map(Address::name).toArray()));
            statement.setInt(4, limit);
            try (ResultSet row = statement.executeQuery()) {
                List<CellError> errors = new ArrayList<>();
                while (row.next()) {
                    errors.add(new CellError(
                            column(row),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getInt(7),
                            row.getTimestamp(8).toInstant()));
                }
                return errors;
            }
        }
    }

    private Address column(ResultSet row) throws SQLException {
        DirectoryPath directory = schemas.directory(row.getString(1));
        return Address.of(ObjectKind.COLUMN, directory, row.getString(2), row.getString(3));
    }
}

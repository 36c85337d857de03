package dev.plumb.runtime.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How many bytes a row of a table takes, about. */
final class RowWidth {
    private static final String WIDTH = """
            select coalesce(sum(pg_catalog.pg_table_size(c.oid)) / nullif(sum(greatest(c.reltuples, 0)), 0), 0)::bigint
            from pg_catalog.pg_class c where c.relkind = 'r' and (c.oid = ?::pg_catalog.oid
              or c.oid in (select t.relid from pg_catalog.pg_partition_tree(?::pg_catalog.oid::pg_catalog.regclass) t))""";

    private RowWidth() {}

    /** With what is stored beside the table; 0 for a table that nobody has analyzed. */
    static long of(Connection connection, long relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WIDTH)) {
            statement.setLong(1, relation);
            statement.setLong(2, relation);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}

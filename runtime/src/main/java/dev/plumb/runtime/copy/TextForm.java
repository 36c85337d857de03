package dev.plumb.runtime.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a column takes, domains looked through.
 *
 * @param typeName as PostgreSQL calls it
 * @param isText whether it takes any text, but for its length
 * @param length how many characters it takes; absent without a limit
 */
public record TextForm(String typeName, boolean isText, Optional<Integer> length) {
    private static final String UUID = "uuid";

    /** Lengths are kept with four more, as for every type with a header. */
    private static final String QUERY = """
            with recursive base as (
              select t.oid, t.typbasetype, t.typtype, t.typcategory, a.atttypmod as typmod
              from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
              where a.attrelid = ?::pg_catalog.regclass and a.attname = ? and not a.attisdropped
              union all
              select t.oid, t.typbasetype, t.typtype, t.typcategory, d.typtypmod
              from base b join pg_catalog.pg_type d on d.oid = b.oid join pg_catalog.pg_type t on t.oid = d.typbasetype
              where b.typtype = 'd')
            select pg_catalog.format_type(oid, null), typcategory = 'S',
              case when oid in ('varchar'::pg_catalog.regtype, 'bpchar'::pg_catalog.regtype) and typmod > 4 then typmod - 4 end
            from base where typtype <> 'd'""";

    /** @param table SQL name */
    static TextForm of(Connection connection, String table, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, table);
            statement.setString(2, column);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the column " + column + " of " + table + " is gone", "42703");
                }
                return new TextForm(
                        row.getString(1), row.getBoolean(2), Optional.ofNullable(row.getObject(3, Integer.class)));
            }
        }
    }

    boolean isUuid() {
        return typeName.equals(UUID);
    }
}

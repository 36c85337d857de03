package dev.plumb.runtime.canonical;

import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the columns whose default is volatile: the stored expression tree names every function by its oid, and the catalog says
 * what the function is. {@code pg_depend} would not do, as it leaves built-in functions out.
 */
final class VolatileDefaults {
    private static final String SQL = """
            select distinct n.nspname, c.relname, a.attname
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_attrdef d on d.adrelid = c.oid
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum and a.attgenerated = ''
            cross join lateral pg_catalog.regexp_matches(d.adbin::text, ':(?:funcid|opfuncid) (\\d+)', 'g') as m(oid)
            join pg_catalog.pg_proc p on p.oid = m.oid[1]::pg_catalog.oid
            where n.nspname = any(?) and p.provolatile = 'v'
            """;

    private VolatileDefaults() {}

    /** @param directories by physical schema */
    static Set<Address> in(Connection connection, Map<String, DirectoryPath> directories) throws SQLException {
        Set<Address> columns = new LinkedHashSet<>();
        Array schemas = connection.createArrayOf("text", directories.keySet().toArray());
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, schemas);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(Address.of(
                            ObjectKind.COLUMN,
                            Standing.of(directories, rows.getString(1)),
                            rows.getString(2),
                            rows.getString(3)));
                }
            }
        } finally {
            schemas.free();
        }
        return columns;
    }
}

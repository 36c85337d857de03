package dev.plumb.runtime.readonly;

import dev.plumb.schema.sql.SqlNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A table as the database has it.
 *
 * @param types SQL by column, with physical names, and a collation that is not the type's
 * @param key of its primary key, in order; empty when it has none
 * @param rows from statistics
 */
public record LiveColumns(Map<String, String> types, List<String> key, OptionalLong rows) {
    private static final String COLUMNS = """
            select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)
                || case when a.attcollation <> t.typcollation
                   then ' collate ' || pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname) else '' end,
              (select pg_catalog.array_position(i.indkey::int2[], a.attnum) from pg_catalog.pg_index i
               where i.indrelid = c.oid and i.indisprimary),
              (select case when pg_catalog.bool_and(p.reltuples >= 0) then pg_catalog.sum(p.reltuples)::bigint end
               from pg_catalog.pg_class p where p.relkind = 'r' and (p.oid = c.oid
                 or p.oid in (select x.relid from pg_catalog.pg_partition_tree(c.oid::pg_catalog.regclass) x)))
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            join pg_catalog.pg_type t on t.oid = a.atttypid
            left join pg_catalog.pg_collation co on co.oid = a.attcollation
            left join pg_catalog.pg_namespace cn on cn.oid = co.collnamespace
            where n.nspname = ? and c.relname = ? and c.relkind in ('r', 'p')
            order by 3 nulls last, a.attnum""";

    public LiveColumns {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        key = List.copyOf(key);
    }

    /** Nothing when there is no such table. */
    public static Optional<LiveColumns> read(ReadOnlySession session, String schema, String table) throws SQLException {
        return session.catalog(COLUMNS, List.of(Optional.of(schema), Optional.of(table)), LiveColumns::read);
    }

    /**
     * The values of the key as SQL: a JSON array as text, empty when there is no key.
     *
     * @param row SQL of the row that has them
     */
    public String keySql(String row) {
        return key.isEmpty()
                ? "''"
                : key.stream()
                                .map(k -> row + "." + SqlNames.quote(k))
                                .collect(Collectors.joining(", ", "pg_catalog.jsonb_build_array(", ")"))
                        + "::pg_catalog.text";
    }

    private static Optional<LiveColumns> read(ResultSet row) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        List<String> key = new ArrayList<>();
        OptionalLong rows = OptionalLong.empty();
        while (row.next()) {
            types.put(row.getString(1), row.getString(2));
            if (row.getObject(3) != null) {
                key.add(row.getString(1));
            }
            long estimated = row.getLong(4);
            rows = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(estimated);
        }
        return types.isEmpty() ? Optional.empty() : Optional.of(new LiveColumns(types, key, rows));
    }
}

package dev.plumb.runtime.catalog;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Every name that can follow a schema's name in SQL, whether the model covers the object or not. */
final class KnownNamesQuery {
    private static final String SQL = """
            select n.nspname, names.name
            from (
                select relnamespace as namespace, relname::text as name from pg_class
                union select typnamespace, typname from pg_type
                union select pronamespace, proname from pg_proc
                union select oprnamespace, oprname from pg_operator
                union select collnamespace, collname from pg_collation
                union select opcnamespace, opcname from pg_opclass
                union select opfnamespace, opfname from pg_opfamily
                union select connamespace, conname from pg_conversion
                union select stxnamespace, stxname from pg_statistic_ext
                union select cfgnamespace, cfgname from pg_ts_config
                union select dictnamespace, dictname from pg_ts_dict
                union select prsnamespace, prsname from pg_ts_parser
                union select tmplnamespace, tmplname from pg_ts_template
            ) names
            join pg_namespace n on n.oid = names.namespace
            where names.namespace = any(?)
            """;

    private KnownNamesQuery() {}

    /** By physical schema. */
    static Map<String, Set<String>> run(Catalog catalog) throws SQLException {
        Map<String, Set<String>> names = new HashMap<>();
        catalog.forEach(SQL, row -> names.computeIfAbsent(row.text("nspname"), n -> new HashSet<>())
                .add(row.text("name")));
        return names;
    }
}

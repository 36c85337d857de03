package dev.plumb.runtime.catalog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fingerprint of everything that the catalog holds about some schemas: two readings with the same fingerprint read the
 * same. Different fingerprints mean nothing more than that it is worth looking again.
 *
 * <p>Rows are told apart by where they stand and by the transaction that wrote them, so any DDL moves the fingerprint. What
 * {@code vacuum} and {@code analyze} write into catalog rows is written in place and does not. {@code pg_class} goes by its
 * content instead, because {@code truncate} and {@code refresh materialized view} write new rows there.
 */
public final class CatalogFingerprint {
    private static final String IN_SCHEMAS = " in (select oid from ns)";
    private static final String IN_RELATIONS = " in (select oid from rel)";
    /** Not the indexes: their columns follow from their definition, which never changes. */
    private static final String IN_TABLES = " in (select oid from tab)";

    private static final String IN_TYPES = " in (select oid from typ)";

    /** Owners and privileges matter where an object may be re-created: views. */
    private static final String CLASS_CONTENT = """
            row(c.oid, c.relname, c.relkind, c.relpersistence, c.reloptions, t.reloptions, c.relam, c.reltablespace, \
            c.reloftype, c.relispartition, c.relispopulated, c.relrowsecurity, c.relforcerowsecurity, c.relreplident, \
            case when c.relkind in ('v', 'm') then c.relowner end, case when c.relkind in ('v', 'm') then c.relacl end)""";

    private static final String WITH = """
            with ns as materialized (select oid, nspname from pg_catalog.pg_namespace where nspname = any($schemas)),
            rel as materialized (select oid, relkind from pg_catalog.pg_class where relnamespace in (select oid from ns)),
            tab as materialized (select oid from rel where relkind not in ('i', 'I')),
            typ as materialized (select oid from pg_catalog.pg_type where typnamespace in (select oid from ns))
            """;

    private static final String QUERY = query();

    private CatalogFingerprint() {}

    /**
     * The SQL of a query that gives one row with one text.
     *
     * @param schemas SQL of a {@code text[]} of schema names; it stands in the query once, so it may be a parameter
     */
    public static String query(String schemas) {
        return QUERY.replace("$schemas", schemas);
    }

    /**
     * The fingerprint now.
     *
     * @param schemas names of PostgreSQL schemas, of which some may not exist
     */
    public static String of(Connection connection, Collection<String> schemas) throws SQLException {
        Array names = connection.createArrayOf("text", schemas.toArray());
        try (PreparedStatement statement = connection.prepareStatement(query("?"))) {
            statement.setArray(1, names);
            try (ResultSet results = statement.executeQuery()) {
                results.next();
                return results.getString(1);
            }
        } finally {
            names.free();
        }
    }

    private static String query() {
        String parts = Stream.concat(Stream.of(namespaces(), classes()), rows())
                .map(part -> "(" + part + ")")
                .collect(Collectors.joining(",\n    "));
        return WITH + "select pg_catalog.md5(pg_catalog.concat_ws('.',\n    " + parts + "))";
    }

    private static String namespaces() {
        return sum("row(oid, nspname)") + " from ns";
    }

    private static String classes() {
        return sum(CLASS_CONTENT)
                + " from pg_catalog.pg_class c left join pg_catalog.pg_class t on t.oid = c.reltoastrelid"
                + " where c.relnamespace" + IN_SCHEMAS;
    }

    private static Stream<String> rows() {
        Stream<String> parts = Stream.of(
                rows("pg_attribute", "attnum > 0 and attrelid" + IN_TABLES),
                rows("pg_attrdef", "adrelid" + IN_TABLES),
                rows("pg_index", "indrelid" + IN_TABLES),
                rows("pg_sequence", "seqrelid" + IN_TABLES),
                rows("pg_rewrite", "ev_class" + IN_TABLES),
                rows("pg_trigger", "tgrelid" + IN_TABLES),
                rows("pg_policy", "polrelid" + IN_TABLES),
                rows("pg_inherits", "inhrelid" + IN_TABLES),
                rows("pg_publication_rel", "prrelid" + IN_TABLES),
                rows("pg_enum", "enumtypid" + IN_TYPES),
                rows("pg_range", "rngtypid" + IN_TYPES),
                rows("pg_description", described("pg_class", IN_RELATIONS)),
                rows("pg_description", described("pg_type", IN_TYPES)),
                rows("pg_description", described("pg_namespace", IN_SCHEMAS)),
                rows("pg_description", described("pg_constraint", owned("pg_constraint", "connamespace", IN_SCHEMAS))),
                rows("pg_description", described("pg_trigger", owned("pg_trigger", "tgrelid", IN_TABLES))),
                rows("pg_description", described("pg_rewrite", owned("pg_rewrite", "ev_class", IN_TABLES))),
                rows("pg_default_acl", "defaclnamespace = 0 or defaclnamespace" + IN_SCHEMAS),
                rows("pg_depend", "refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass and deptype = 'e'"));
        return Stream.concat(parts, namespaceMembers());
    }

    /** Catalogs whose rows name their schema. */
    private static Stream<String> namespaceMembers() {
        return Arrays.stream("""
                        pg_type.typnamespace pg_constraint.connamespace pg_proc.pronamespace pg_operator.oprnamespace
                        pg_opclass.opcnamespace pg_opfamily.opfnamespace pg_collation.collnamespace
                        pg_conversion.connamespace pg_statistic_ext.stxnamespace pg_ts_config.cfgnamespace
                        pg_ts_dict.dictnamespace pg_ts_parser.prsnamespace pg_ts_template.tmplnamespace
                        pg_extension.extnamespace""".split("\\s+"))
                .map(member -> member.split("\\."))
                .map(member -> rows(member[0], member[1] + IN_SCHEMAS));
    }

    private static String described(String catalog, String inOids) {
        return "classoid = 'pg_catalog." + catalog + "'::pg_catalog.regclass and objoid" + inOids;
    }

    private static String owned(String catalog, String owner, String inOids) {
        return " in (select o.oid from pg_catalog." + catalog + " o where o." + owner + inOids + ")";
    }

    private static String rows(String catalog, String condition) {
        return sum("row(x.xmin, x.ctid)") + " from pg_catalog." + catalog + " x where " + condition;
    }

    /** Independent of the order of the rows. */
    private static String sum(String row) {
        return "select coalesce(pg_catalog.sum(pg_catalog.hash_record_extended(" + row + ", 0)), 0)";
    }
}

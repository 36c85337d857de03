package dev.plumb.runtime.catalog;

import java.util.List;
import java.util.stream.Stream;

/**
 * The queries that {@link UncoveredQuery} puts together: each gives a schema, an object, a part of it or null, a kind in
 * PostgreSQL's words, and the types of its arguments or null. They use {@code ns}, the schemas, and {@code rel}, their relations with {@code covered}.
 */
final class UncoveredParts {
    private static final String RELATIONS = """
            select nspname, relname::text as object, null::text as part, case
                when %s then case when relname ~* 'databasechangelog' then 'table of Liquibase' else 'table of Flyway' end
                when relkind = 'f' then 'foreign table'
                when relispartition then 'partition'
                when relkind = 'p' then 'partitioned table'
                when reloftype <> 0 then 'typed table'
                else 'inherited table' end as kind, null::text[] as arguments
            from rel where relkind in ('r', 'p', 'f') and not covered""";

    private static final String RELATION_FEATURES = """
            select nspname, relname, null, feature, null from rel
            cross join lateral (values
                (relrowsecurity, 'row level security'),
                (relforcerowsecurity, 'forced row level security'),
                (relkind in ('r', 'p') and relreplident <> 'd', 'replica identity'),
                (reltablespace <> 0, 'tablespace'),
                (relkind = 'S' and relpersistence = 'u' and not exists (select from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = rel.oid and d.deptype = 'i'), 'unlogged sequence'),
                (relkind in ('r', 'm') and exists (select from pg_am m where m.oid = relam and m.amname <> 'heap'),
                    'table access method')
            ) f (present, feature)
            where present and (covered or relkind in ('S', 'i'))""";

    private static final String CLUSTERED = """
            select rel.nspname, rel.relname, x.relname, 'cluster mark', null
            from pg_index i join rel on rel.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
            where i.indisclustered and rel.relkind = 'r'""";

    private static final String COLUMN_FEATURES = """
            select rel.nspname, rel.relname, a.attname, feature, null
            from pg_attribute a
            join rel on rel.oid = a.attrelid and rel.covered and rel.relkind <> 'v'
            join pg_type t on t.oid = a.atttypid
            cross join lateral (values
                (a.attstorage <> t.typstorage, 'column storage'),
                (a.attcompression <> '', 'column compression'),
                (coalesce(a.attstattarget, -1) >= 0, 'column statistics target'),
                (a.attoptions is not null, 'column options')
            ) f (present, feature)
            where a.attnum > 0 and not a.attisdropped and present""";

    private static final String VIEW_DEFAULTS = """
            select rel.nspname, rel.relname, a.attname, 'view column default', null
            from pg_attrdef d
            join rel on rel.oid = d.adrelid and rel.relkind = 'v'
            join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum""";

    private static final String TRIGGERS = """
            select rel.nspname, rel.relname, t.tgname,
                case when t.tgconstraint <> 0 then 'constraint trigger' else 'trigger' end, null
            from pg_trigger t join rel on rel.oid = t.tgrelid
            where not t.tgisinternal and t.tgparentid = 0""";

    private static final String RULES = """
            select rel.nspname, rel.relname, r.rulename, 'rule', null
            from pg_rewrite r join rel on rel.oid = r.ev_class
            where r.rulename <> '_RETURN'""";

    private static final String POLICIES =
            "select rel.nspname, rel.relname, p.polname, 'policy', null from pg_policy p join rel on rel.oid = p.polrelid";

    private static final String PUBLICATIONS = """
            select rel.nspname, rel.relname, p.pubname, 'publication', null
            from pg_publication_rel m join rel on rel.oid = m.prrelid join pg_publication p on p.oid = m.prpubid""";

    private static final String CONSTRAINTS = """
            select rel.nspname, rel.relname, r.conname, case when r.conperiod then 'temporal key'
                else 'constraint that is not enforced' end, null
            from pg_constraint r join rel on rel.oid = r.conrelid and rel.covered
            where r.contype in ('p', 'u', 'f', 'c', 'x') and not (%s)""";

    /** Comments on what the model knows without a comment. */
    private static final String COMMENTS = """
            select rel.nspname, rel.relname, x.relname, 'index comment', null
            from pg_constraint r join rel on rel.oid = r.conrelid and rel.covered join pg_class x on x.oid = r.conindid
            join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = x.oid and d.objsubid = 0
            where r.contype in ('p', 'u', 'x')
            union all select rel.nspname, rel.relname, r.conname, 'not null constraint comment', null
            from pg_constraint r join rel on rel.oid = r.conrelid and rel.covered
            join pg_description d on d.classoid = 'pg_constraint'::regclass and d.objoid = r.oid
            where r.contype = 'n'
            union all select ns.nspname, t.typname, r.conname, 'domain constraint comment', null
            from pg_constraint r join pg_type t on t.oid = r.contypid join ns on ns.oid = t.typnamespace
            join pg_description d on d.classoid = 'pg_constraint'::regclass and d.objoid = r.oid
            union all select rel.nspname, rel.relname, a.attname, 'attribute comment', null
            from pg_attribute a join rel on rel.oid = a.attrelid and rel.relkind = 'c'
            join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = rel.oid and d.objsubid = a.attnum
            where a.attnum > 0""";

    private static final String ROUTINES = """
            select ns.nspname, p.proname, null, case p.prokind
                when 'p' then 'procedure' when 'a' then 'aggregate' when 'w' then 'window function' else 'function' end, %s
            from pg_proc p join ns on ns.oid = p.pronamespace
            where not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                and d.deptype in ('e', 'i'))""";

    private static final String TYPES = """
            select ns.nspname, t.typname, null, case t.typtype when 'r' then 'range type' when 'p' then 'shell type'
                else 'base type' end, null
            from pg_type t join ns on ns.oid = t.typnamespace
            where t.typtype in ('r', 'b', 'p') and not exists (select from pg_type e where e.typarray = t.oid) and %s""";

    private static final String OPERATORS = """
            select ns.nspname, o.oprname, null, 'operator', %s
            from pg_operator o join ns on ns.oid = o.oprnamespace where %s""";

    private UncoveredParts() {}

    static List<String> all(ServerVersion version) {
        Stream<String> all = Stream.of(
                RELATIONS.formatted(RelationQuery.ofATool("rel")),
                RELATION_FEATURES,
                CLUSTERED,
                COLUMN_FEATURES,
                VIEW_DEFAULTS,
                TRIGGERS,
                RULES,
                POLICIES,
                PUBLICATIONS,
                COMMENTS,
                ROUTINES.formatted(Sql.typeNames("p.proargtypes")),
                TYPES.formatted(Extensions.notMember("pg_type", "t.oid")),
                OPERATORS.formatted(
                        Sql.typeNames("array_remove(array[o.oprleft, o.oprright], 0::oid)"),
                        Extensions.notMember("pg_operator", "o.oid")),
                named("pg_opclass", "opc", "operator class"),
                named("pg_opfamily", "opf", "operator family"),
                named("pg_collation", "coll", "collation"),
                named("pg_conversion", "con", "conversion"),
                named("pg_statistic_ext", "stx", "statistics object"),
                named("pg_ts_config", "cfg", "text search configuration"),
                named("pg_ts_dict", "dict", "text search dictionary"),
                named("pg_ts_parser", "prs", "text search parser"),
                named("pg_ts_template", "tmpl", "text search template"),
                named("pg_extension", "ext", "extension"));
        return version.atLeast(18)
                ? Stream.concat(all, Stream.of(CONSTRAINTS.formatted(ConstraintQuery.covered(version))))
                        .toList()
                : all.toList();
    }

    /** A catalog whose columns for name and schema differ only in their prefix. */
    private static String named(String catalog, String prefix, String kind) {
        return "select ns.nspname, o." + prefix + "name, null, '" + kind + "', null from " + catalog
                + " o join ns on ns.oid = o." + prefix + "namespace where "
                + Extensions.notMember(catalog, "o.oid");
    }
}

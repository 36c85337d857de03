package dev.plumb.runtime.catalog;

import dev.plumb.plan.CatalogState.TableFacts;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.PartitionOf;
import dev.plumb.schema.Partitioning;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tables, views and materialized views. */
final class RelationQuery {
    private static final String SQL = """
            select c.oid, n.nspname, c.relname, c.relkind, c.relpersistence = 'u' as unlogged, c.reloptions,
                t.reloptions as toast_options, %s as comment,
                case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as query,
                case when c.relkind = 'p' then (select coalesce(sum(l.reltuples), 0)::bigint
                    from pg_partition_tree(c.oid) x join pg_class l on l.oid = x.relid
                    where x.isleaf and l.reltuples >= 0) else c.reltuples::bigint end as estimated_rows,
                case when c.relkind in ('r', 'm') then coalesce(pg_relation_size(c.oid), 0)
                    when c.relkind = 'p' then (select coalesce(sum(pg_relation_size(x.relid)), 0)::bigint
                        from pg_partition_tree(c.oid) x where x.isleaf)
                    else 0 end as bytes,
                case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as partition_key,
                case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as bounds,
                case when c.relispartition then (select p.relname from pg_inherits h join pg_class p on p.oid = h.inhparent
                    where h.inhrelid = c.oid) end as parent,
                c.relispartition and exists (select from pg_inherits h
                    where h.inhrelid = c.oid and h.inhdetachpending) as detaching
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_class t on t.oid = c.reltoastrelid
            where c.relnamespace = any(?) and %s and %s
            """;

    private RelationQuery() {}

    /**
     * A condition on a {@code pg_class} called {@code c} for what the model covers: of partitions, those that stand in one schema
     * with the table that they are of.
     */
    static String covered() {
        return """
                (c.relkind in ('v', 'm') or c.relkind in ('r', 'p') and c.reloftype = 0 and not %s
                    and not exists (select from pg_inherits h join pg_class p on p.oid = h.inhparent where h.inhrelid = c.oid
                        and not (c.relispartition and p.relnamespace = c.relnamespace)))""".formatted(ofATool("c"));
    }

    /**
     * A condition on a {@code pg_class} for the tables in which other tools keep which changes have run: theirs alone, whatever is
     * declared. Their names may have a prefix.
     *
     * @param relation its alias
     */
    static String ofATool(String relation) {
        return """
                (%1$s.relkind = 'r' and %1$s.relname ~* '(databasechangelog(lock)?|flyway_schema_history|schema_version)$'
                    and exists (select from pg_attribute tool where tool.attrelid = %1$s.oid and not tool.attisdropped
                        and tool.attname in ('md5sum', 'lockgranted', 'installed_rank')))""".formatted(relation);
    }

    static List<RelationRow> run(Catalog catalog, LogicalNames names) throws SQLException {
        String sql =
                SQL.formatted(Sql.comment("pg_class", "c.oid"), covered(), Extensions.notMember("pg_class", "c.oid"));
        List<RelationRow> relations = new ArrayList<>();
        catalog.forEach(sql, row -> relations.add(relation(row, names)));
        return relations;
    }

    private static RelationRow relation(Row row, LogicalNames names) throws SQLException {
        ObjectKind kind = kind(row.code("relkind"));
        Map<String, String> options = new TreeMap<>(row.options("reloptions"));
        row.options("toast_options").forEach((name, value) -> options.put("toast." + name, value));
        return new RelationRow(
                row.number("oid"),
                row.text("nspname"),
                row.text("relname"),
                kind,
                row.flag("unlogged"),
                options,
                partitioning(row, names),
                row.optionalText("comment"),
                kind == ObjectKind.TABLE ? Optional.empty() : Optional.of(row.text("query")),
                new TableFacts(row.number("estimated_rows"), row.number("bytes")));
    }

    private static Partitioning partitioning(Row row, LogicalNames names) throws SQLException {
        Optional<String> key = row.optionalText("partition_key");
        Optional<String> bounds = row.optionalText("bounds");
        return new Partitioning(
                names.sql(key).map(PartitionText::key),
                bounds.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PartitionOf(
                                row.text("parent"),
                                PartitionText.bounds(names.sql(bounds.get())),
                                row.flag("detaching"))));
    }

    private static ObjectKind kind(char relkind) {
        return switch (relkind) {
            case 'r', 'p' -> ObjectKind.TABLE;
            case 'v' -> ObjectKind.VIEW;
            case 'm' -> ObjectKind.MATERIALIZED_VIEW;
            default -> throw new IllegalStateException("the query gave a relation of kind " + relkind);
        };
    }
}

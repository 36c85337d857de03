package dev.plumb.runtime.catalog;

import dev.plumb.plan.CatalogState.TableFacts;
import dev.plumb.schema.ObjectKind;
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
                c.reltuples::bigint as estimated_rows,
                case when c.relkind in ('r', 'm') then coalesce(pg_relation_size(c.oid), 0) else 0 end as bytes
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_class t on t.oid = c.reltoastrelid
            where c.relnamespace = any(?) and %s and %s
            """;

    private RelationQuery() {}

    /**
     * A condition on a {@code pg_class} called {@code c} for what the model covers.
     *
     * @param standIns true when partitioned tables stand for tables
     */
    static String covered(boolean standIns) {
        return "(c.relkind in ('v', 'm') or c.relkind " + (standIns ? "in ('r', 'p')" : "= 'r'")
                + " and not c.relispartition and c.reloftype = 0"
                + " and not exists (select from pg_inherits h where h.inhrelid = c.oid))";
    }

    static List<RelationRow> run(Catalog catalog, boolean standIns) throws SQLException {
        String sql = SQL.formatted(
                Sql.comment("pg_class", "c.oid"), covered(standIns), Extensions.notMember("pg_class", "c.oid"));
        List<RelationRow> relations = new ArrayList<>();
        catalog.forEach(sql, row -> relations.add(relation(row)));
        return relations;
    }

    private static RelationRow relation(Row row) throws SQLException {
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
                row.optionalText("comment"),
                kind == ObjectKind.TABLE ? Optional.empty() : Optional.of(row.text("query")),
                new TableFacts(row.number("estimated_rows"), row.number("bytes")));
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

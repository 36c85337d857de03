package dev.plumb.runtime.catalog;

import dev.plumb.schema.Declaration;
import dev.plumb.schema.Index;
import dev.plumb.schema.StorageParameters;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Indexes that no constraint owns. */
final class IndexQuery {
    /**
     * Not "not exists": of a catalog that has just grown and was not analyzed yet, the planner expects one row, and would search
     * all constraints anew for every index. A set that does not depend on the row is hashed whatever it expects.
     */
    private static final String SQL = """
            select i.indrelid, c.relname, am.amname, i.indisunique, %s as nulls_not_distinct, i.indisvalid, c.reloptions,
                pg_get_indexdef(c.oid) as definition, %s as include, i.indpred is not null as has_predicate,
                pg_get_expr(i.indpred, i.indrelid) as predicate, %s as comment
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_am am on am.oid = c.relam
            where c.relnamespace = any(?) and c.relname not like 'plumb:%%' and not c.relispartition
                and c.oid not in (select k.conindid from pg_constraint k where k.contype in ('p', 'u', 'x'))
            """;

    private IndexQuery() {}

    /** By the relation's oid. */
    static Map<Long, List<Index>> run(Catalog catalog, LogicalNames names) throws SQLException {
        String sql = SQL.formatted(
                catalog.version().since(15, "i.indnullsnotdistinct", "false"),
                include(),
                Sql.comment("pg_class", "c.oid"));
        Map<Long, List<Index>> indexes = new HashMap<>();
        catalog.forEach(sql, row -> indexes.computeIfAbsent(row.number("indrelid"), r -> new ArrayList<>())
                .add(index(row, names)));
        return indexes;
    }

    /** Names of the columns that a {@code pg_index} called {@code i} carries along; null when there are none. */
    static String include() {
        return "case when i.indnatts > i.indnkeyatts then "
                + Sql.columnNames("i.indrelid", "(i.indkey::int2[])[i.indnkeyatts:i.indnatts - 1]") + " end";
    }

    private static Index index(Row row, LogicalNames names) throws SQLException {
        List<String> elements = IndexText.elements(row.text("definition")).stream()
                .map(names::sql)
                .toList();
        return new Index(
                row.text("relname"),
                row.text("amname"),
                row.flag("indisunique"),
                elements,
                row.texts("include"),
                row.flag("nulls_not_distinct"),
                new StorageParameters(row.options("reloptions")),
                names.sql(row.optionalText("has_predicate", "predicate")),
                row.flag("indisvalid"),
                row.optionalText("comment"),
                Declaration.NONE);
    }
}

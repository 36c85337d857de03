package dev.plumb.runtime.catalog;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Declaration;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Columns of tables and views, attributes of composite types; not of partitions, whose columns are their parents'. */
final class ColumnQuery {
    private static final String SQL = """
            select a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod) as type, %s as collation, %s as not_null,
                a.attidentity, a.attgenerated, d.oid is not null as has_expression,
                pg_get_expr(d.adbin, d.adrelid) as expression, pd.description as comment, %s
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            join pg_type t on t.oid = a.atttypid
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            left join pg_description pd on pd.classoid = 'pg_class'::regclass and pd.objoid = a.attrelid
                and pd.objsubid = a.attnum
            left join pg_depend o on a.attidentity <> '' and o.refclassid = 'pg_class'::regclass
                and o.refobjid = a.attrelid and o.refobjsubid = a.attnum and o.classid = 'pg_class'::regclass
                and o.deptype = 'i'
            left join pg_sequence s on s.seqrelid = o.objid
            where c.relnamespace = any(?) and c.relkind in ('r', 'p', 'v', 'm', 'c') and a.attnum > 0
                and not a.attisdropped and not c.relispartition and a.attname not like 'plumb:%%'
            order by a.attrelid, a.attnum
            """;

    /** A {@code not null} that existing rows were never checked against holds nothing yet. */
    private static final String NOT_NULL = """
            a.attnotnull and not exists (select from pg_constraint nn where nn.conrelid = a.attrelid
                and nn.contype = 'n' and nn.conkey[1] = a.attnum and not nn.convalidated)""";

    private ColumnQuery() {}

    /** By the relation's oid, in order. */
    static Map<Long, List<Column>> run(Catalog catalog, LogicalNames names) throws SQLException {
        String sql = SQL.formatted(
                Sql.collation("a.attcollation", "t.typcollation"),
                catalog.version().since(18, NOT_NULL, "a.attnotnull"),
                SequenceColumns.SQL);
        Map<Long, List<Column>> columns = new HashMap<>();
        catalog.forEach(sql, row -> columns.computeIfAbsent(row.number("attrelid"), r -> new ArrayList<>())
                .add(column(row, names)));
        return columns;
    }

    private static Column column(Row row, LogicalNames names) throws SQLException {
        return new Column(
                row.text("attname"),
                names.sql(row.text("type")),
                row.flag("not_null"),
                names.sql(row.optionalText("collation")),
                value(row, names),
                row.optionalText("comment"),
                Declaration.NONE);
    }

    private static ColumnValue value(Row row, LogicalNames names) throws SQLException {
        char identity = row.code("attidentity");
        char generated = row.code("attgenerated");
        if (identity != ' ') {
            return new ColumnValue.Identity(identity == 'a', SequenceColumns.options(row));
        }
        if (!row.flag("has_expression")) {
            return ColumnValue.NONE;
        }
        String expression = names.sql(row.text("expression"));
        return generated == ' '
                ? new ColumnValue.Default(expression)
                : new ColumnValue.Generated(expression, generated == 's');
    }
}

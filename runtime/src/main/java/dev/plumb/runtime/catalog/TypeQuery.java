package dev.plumb.runtime.catalog;

import dev.plumb.schema.Column;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.TypeDefinition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Enums, domains and composite types. */
final class TypeQuery {
    private static final String SQL = """
            select n.nspname, t.typname, t.typtype, t.typrelid, %s as comment,
                case when t.typtype = 'e' then array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid
                    order by e.enumsortorder) end as labels,
                format_type(t.typbasetype, t.typtypmod) as base_type, t.typnotnull, %s as collation,
                t.typdefaultbin is not null as has_default, pg_get_expr(t.typdefaultbin, 'pg_type'::regclass) as "default",
                k.names as check_names, k.expressions as check_expressions, k.validated as check_validated
            from pg_type t
            join pg_namespace n on n.oid = t.typnamespace
            left join pg_type b on b.oid = t.typbasetype
            left join pg_class c on c.oid = t.typrelid
            left join (
                select r.contypid, array_agg(r.conname::text) as names,
                    array_agg(pg_get_expr(r.conbin, 0)) as expressions, array_agg(r.convalidated) as validated
                from pg_constraint r
                where r.contypid <> 0 and r.contype = 'c'
                group by r.contypid
            ) k on k.contypid = t.oid
            where t.typnamespace = any(?) and (t.typtype in ('e', 'd') or t.typtype = 'c' and c.relkind = 'c') and %s
            """;

    private TypeQuery() {}

    /**
     * By physical schema.
     *
     * @param attributes of composite types, by the oid of the relation behind them
     */
    static Map<String, List<TypeDefinition>> run(
            Catalog catalog, LogicalNames names, Map<Long, List<Column>> attributes) throws SQLException {
        String sql = SQL.formatted(
                Sql.comment("pg_type", "t.oid"),
                Sql.collation("t.typcollation", "b.typcollation"),
                Extensions.notMember("pg_type", "t.oid"));
        Map<String, List<TypeDefinition>> types = new HashMap<>();
        catalog.forEach(sql, row -> types.computeIfAbsent(row.text("nspname"), n -> new ArrayList<>())
                .add(type(row, names, attributes)));
        return types;
    }

    private static TypeDefinition type(Row row, LogicalNames names, Map<Long, List<Column>> attributes)
            throws SQLException {
        char type = row.code("typtype");
        return switch (type) {
            case 'e' ->
                new EnumType(row.text("typname"), row.texts("labels"), row.optionalText("comment"), Declaration.NONE);
            case 'd' -> domain(row, names);
            case 'c' -> composite(row, attributes.getOrDefault(row.number("typrelid"), List.of()));
            default -> throw new IllegalStateException("the query gave a type of kind " + type);
        };
    }

    private static DomainType domain(Row row, LogicalNames names) throws SQLException {
        List<String> checkNames = row.texts("check_names");
        List<String> expressions = row.texts("check_expressions");
        List<Boolean> validated = row.flags("check_validated");
        List<DomainType.DomainCheck> checks = new ArrayList<>();
        for (int i = 0; i < checkNames.size(); i++) {
            checks.add(new DomainType.DomainCheck(checkNames.get(i), names.sql(expressions.get(i)), validated.get(i)));
        }
        return new DomainType(
                row.text("typname"),
                names.sql(row.text("base_type")),
                names.sql(row.optionalText("collation")),
                row.flag("typnotnull"),
                names.sql(row.optionalText("has_default", "default")),
                checks,
                row.optionalText("comment"),
                Declaration.NONE);
    }

    private static CompositeType composite(Row row, List<Column> columns) throws SQLException {
        return new CompositeType(
                row.text("typname"),
                columns.stream()
                        .map(c -> new CompositeType.Attribute(c.name(), c.type(), c.collation(), List.of()))
                        .toList(),
                row.optionalText("comment"),
                Declaration.NONE);
    }
}

package dev.plumb.runtime.catalog;

import dev.plumb.schema.Constraint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Constraints of tables. */
final class ConstraintQuery {
    private static final String SQL = """
            select r.conrelid, r.conname, r.contype, r.condeferrable, r.condeferred, r.convalidated, r.connoinherit,
                %s as key_columns, pg_get_expr(r.conbin, r.conrelid) as expression, pd.description as comment,
                r.confmatchtype, r.confupdtype, r.confdeltype, fn.nspname as target_schema, fc.relname as target,
                case when r.contype = 'f' then %s end as target_columns, %s as delete_columns,
                ic.reloptions, %s as include, %s as nulls_not_distinct, am.amname,
                case when r.contype = 'x' then pg_get_indexdef(i.indexrelid) end as definition,
                case when r.contype = 'x' then %s end as operators,
                i.indpred is not null as has_predicate, pg_get_expr(i.indpred, i.indrelid) as predicate
            from pg_constraint r
            left join pg_class fc on fc.oid = r.confrelid
            left join pg_namespace fn on fn.oid = fc.relnamespace
            left join pg_index i on i.indexrelid = r.conindid and r.contype in ('p', 'u', 'x')
            left join pg_class ic on ic.oid = i.indexrelid
            left join pg_am am on am.oid = ic.relam
            left join pg_description pd on pd.classoid = 'pg_constraint'::regclass and pd.objoid = r.oid
                and pd.objsubid = 0
            where r.connamespace = any(?) and r.conrelid <> 0 and r.conparentid = 0 and r.conname not like 'plumb:%%'
                and not (r.contype = 'c' and r.coninhcount > 0 and not r.conislocal)
                and r.contype in ('p', 'u', 'f', 'c', 'x') and %s
            """;

    private static final String OPERATORS = """
            array(select case when n.nspname = 'pg_catalog' then o.oprname::text
                    else format('OPERATOR(%I.%s)', n.nspname, o.oprname) end
                from unnest(r.conexclop) with ordinality as e(oid, position)
                join pg_operator o on o.oid = e.oid
                join pg_namespace n on n.oid = o.oprnamespace
                order by e.position)""";

    private ConstraintQuery() {}

    /** A condition on a {@code pg_constraint} called {@code r} for what the model covers of the kinds it knows. */
    static String covered(ServerVersion version) {
        return version.since(18, "not r.conperiod and r.conenforced", "true");
    }

    /** By the table's oid. */
    static Map<Long, List<Constraint>> run(Catalog catalog, LogicalNames names) throws SQLException {
        String deleteColumns =
                "case when r.contype = 'f' then " + Sql.columnNames("r.conrelid", "r.confdelsetcols") + " end";
        String sql = SQL.formatted(
                Sql.columnNames("r.conrelid", "r.conkey"),
                Sql.columnNames("r.confrelid", "r.confkey"),
                catalog.version().since(15, deleteColumns, "null::text[]"),
                IndexQuery.include(),
                catalog.version().since(15, "coalesce(i.indnullsnotdistinct, false)", "false"),
                OPERATORS,
                covered(catalog.version()));
        ConstraintReader reader = new ConstraintReader(names);
        Map<Long, List<Constraint>> constraints = new HashMap<>();
        catalog.forEach(sql, row -> constraints
                .computeIfAbsent(row.number("conrelid"), r -> new ArrayList<>())
                .add(reader.constraint(row)));
        return constraints;
    }
}

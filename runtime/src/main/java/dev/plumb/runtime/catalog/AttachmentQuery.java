package dev.plumb.runtime.catalog;

import dev.plumb.plan.CatalogState.Attachment;
import dev.plumb.schema.Address;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a re-created view or materialized view needs to be what it was: owner, privileges, column comments and defaults,
 * triggers and rules. Of a table, which is never re-created, only the mark on an index, which may be.
 *
 * <p>Privileges are given back by the owner, whoever granted them. What default privileges of the connection's user would
 * add to a new view is taken away first.
 */
final class AttachmentQuery {
    private static final String VIEWS = """
            with rel as materialized (
                select c.* from pg_class c where c.relnamespace = any(?) and c.relkind in ('v', 'm', 'r')
            ),
            v as materialized (select * from rel where relkind <> 'r'),
            me as materialized (select r.oid from pg_roles r where r.rolname = current_user),
            acl as materialized (
                select v.oid, v.relowner, x.grantee, x.is_grantable, x.privilege_type
                from v cross join lateral aclexplode(v.relacl) x
            ),
            changed_owner as materialized (
                select v.oid, v.relowner from v
                where v.relacl is not null and exists (
                    (select x.privilege_type from aclexplode(acldefault('r', v.relowner)) x)
                    except (select a.privilege_type from acl a where a.oid = v.oid and a.grantee = v.relowner))
            )""";

    /** In the order in which the statements run: kind, column, subject, detail, flag. */
    private static final String PARTS = """
            select oid, 1 as step, null::text as col, pg_get_userbyid(relowner)::text as subject, null::text as detail,
                false as flag
            from v where relowner <> (select oid from me)
            union select v.oid, 2, null, case when x.grantee <> 0 then pg_get_userbyid(x.grantee)::text end, null, false
            from pg_default_acl d
            join v on d.defaclnamespace in (0, v.relnamespace)
            cross join lateral aclexplode(d.defaclacl) x
            where d.defaclobjtype = 'r' and d.defaclrole = (select oid from me)
                and x.grantee not in (v.relowner, d.defaclrole)
            union select oid, 2, null, pg_get_userbyid(relowner), null, false from changed_owner
            union all select oid, 3, null, case when grantee <> 0 then pg_get_userbyid(grantee)::text end,
                lower(string_agg(privilege_type, ', ' order by privilege_type)), is_grantable and grantee <> relowner
            from acl
            where grantee <> relowner or oid in (select oid from changed_owner)
            group by oid, grantee, is_grantable and grantee <> relowner
            union all select v.oid, 4, a.attname, case when x.grantee <> 0 then pg_get_userbyid(x.grantee)::text end,
                lower(x.privilege_type), x.is_grantable
            from v
            join pg_attribute a on a.attrelid = v.oid and a.attacl is not null
            cross join lateral aclexplode(a.attacl) x
            union all select v.oid, 5, a.attname, null, d.description, false
            from v
            join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = v.oid
            join pg_attribute a on a.attrelid = v.oid and a.attnum = d.objsubid and a.attnum > 0
            union all select v.oid, 6, a.attname, null, pg_get_expr(d.adbin, d.adrelid), false
            from v
            join pg_attrdef d on d.adrelid = v.oid
            join pg_attribute a on a.attrelid = v.oid and a.attnum = d.adnum
            union all select v.oid, 7, null, t.tgname, pg_get_triggerdef(t.oid), false
            from v join pg_trigger t on t.tgrelid = v.oid and not t.tgisinternal
            union all select v.oid, 8, null, t.tgname, d.description, false
            from v
            join pg_trigger t on t.tgrelid = v.oid and not t.tgisinternal
            join pg_description d on d.classoid = 'pg_trigger'::regclass and d.objoid = t.oid
            union all select v.oid, 9, null, r.rulename, pg_get_ruledef(r.oid), false
            from v join pg_rewrite r on r.ev_class = v.oid and r.rulename <> '_RETURN'
            union all select v.oid, 10, null, r.rulename, d.description, false
            from v
            join pg_rewrite r on r.ev_class = v.oid and r.rulename <> '_RETURN'
            join pg_description d on d.classoid = 'pg_rewrite'::regclass and d.objoid = r.oid
            union all select rel.oid, 11, null, c.relname, null, false
            from rel join pg_index i on i.indrelid = rel.oid and i.indisclustered
            join pg_class c on c.oid = i.indexrelid
            union all select v.oid, 12, null, null, null, false from v where v.relkind = 'm' and not v.relispopulated
            order by 1, 2, 3, 4, 5
            """;

    private AttachmentQuery() {}

    static Map<Address, List<Attachment>> run(Catalog catalog, List<RelationRow> relations, LogicalNames names)
            throws SQLException {
        Map<Long, RelationRow> views =
                relations.stream().collect(Collectors.toMap(RelationRow::oid, Function.identity()));
        Map<Address, List<Attachment>> attachments = new HashMap<>();
        catalog.forEach(VIEWS + PARTS, row -> {
            Optional<RelationRow> view = Optional.ofNullable(views.get(row.number("oid")));
            if (view.isPresent()) {
                Address address = view.get().address(names);
                attachments.computeIfAbsent(address, a -> new ArrayList<>()).add(attachment(row, address, names));
            }
        });
        return attachments;
    }

    private static Attachment attachment(Row row, Address view, LogicalNames names) throws SQLException {
        AttachmentSql sql = new AttachmentSql(view, names);
        Optional<String> column = row.optionalText("col");
        String statement =
                switch ((int) row.number("step")) {
                    case 1 -> sql.owner(row.text("subject"));
                    case 2 -> sql.revoke(row.optionalText("subject"));
                    case 3 -> sql.grant(row.text("detail"), row.optionalText("subject"), row.flag("flag"));
                    case 4 ->
                        sql.grantColumn(
                                row.text("detail"), row.text("col"), row.optionalText("subject"), row.flag("flag"));
                    case 5 -> sql.columnComment(row.text("col"), row.text("detail"));
                    case 6 -> sql.columnDefault(row.text("col"), row.text("detail"));
                    case 7, 9 -> sql.definition(row.text("detail"));
                    case 8 -> sql.comment("trigger", row.text("subject"), row.text("detail"));
                    case 10 -> sql.comment("rule", row.text("subject"), row.text("detail"));
                    case 11 -> sql.cluster(row.text("subject"));
                    case 12 -> sql.unpopulated();
                    default -> throw new IllegalStateException("the query gave a step " + row.number("step"));
                };
        boolean ofIndex = row.number("step") == 11;
        return new Attachment(statement, column, ofIndex ? row.optionalText("subject") : Optional.empty());
    }
}

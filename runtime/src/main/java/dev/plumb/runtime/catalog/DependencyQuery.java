package dev.plumb.runtime.catalog;

import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * The edges of {@code pg_depend} that touch the schemas, from and to objects outside included.
 *
 * <p>What has no address of its own is resolved: a rewrite rule to its view, a default to its column, the index or sequence
 * behind a constraint or identity to that, row and array types to what they are the type of. Ownership of sequences is left
 * out, because a sequence does not need its column. What a partition has from its parent needs what the parent's needs, and is
 * left out as well.
 */
final class DependencyQuery {
    /** Internal edges only tie an object to the one that it is part of, which the resolution makes the same. */
    private static final String EDGES = """
            with ns as materialized (select unnest(?::oid[]) as oid),
            rel as materialized (select c.oid from pg_class c where c.relnamespace in (select oid from ns)),
            scope (classid, objid) as materialized (
                select 'pg_class'::regclass::oid, oid from rel
                union all select 'pg_type'::regclass, oid from pg_type where typnamespace in (select oid from ns)
                union all select 'pg_proc'::regclass, oid from pg_proc where pronamespace in (select oid from ns)
                union all select 'pg_operator'::regclass, oid from pg_operator where oprnamespace in (select oid from ns)
                union all select 'pg_opclass'::regclass, oid from pg_opclass where opcnamespace in (select oid from ns)
                union all select 'pg_opfamily'::regclass, oid from pg_opfamily where opfnamespace in (select oid from ns)
                union all select 'pg_collation'::regclass, oid from pg_collation where collnamespace in (select oid from ns)
                union all select 'pg_constraint'::regclass, oid from pg_constraint
                    where connamespace in (select oid from ns)
                union all select 'pg_statistic_ext'::regclass, oid from pg_statistic_ext
                    where stxnamespace in (select oid from ns)
                union all select 'pg_ts_config'::regclass, oid from pg_ts_config where cfgnamespace in (select oid from ns)
                union all select 'pg_ts_dict'::regclass, oid from pg_ts_dict where dictnamespace in (select oid from ns)
                union all select 'pg_attrdef'::regclass, oid from pg_attrdef where adrelid in (select oid from rel)
                union all select 'pg_rewrite'::regclass, oid from pg_rewrite where ev_class in (select oid from rel)
                union all select 'pg_policy'::regclass, oid from pg_policy where polrelid in (select oid from rel)
                union all select 'pg_trigger'::regclass, oid from pg_trigger
                    where tgrelid in (select oid from rel) and not tgisinternal
            ),
            partitions as materialized (
                select c.oid, c.relkind from pg_class c where c.relispartition and c.relnamespace in (select oid from ns)
            ),
            inherited (classid, objid) as materialized (
                select 'pg_class'::regclass::oid, oid from partitions where relkind in ('i', 'I')
                union all select 'pg_attrdef'::regclass, f.oid from pg_attrdef f where f.adrelid in (select oid from partitions)
                union all select 'pg_constraint'::regclass, k.oid from pg_constraint k
                    where k.conrelid in (select oid from partitions) and (k.conparentid <> 0 or not k.conislocal)
                union all select 'pg_constraint'::regclass, k.oid from pg_constraint k
                    where k.connamespace in (select oid from ns) and k.conparentid <> 0
                union all select 'pg_trigger'::regclass, g.oid from pg_trigger g
                    where g.tgrelid in (select oid from partitions) and g.tgparentid <> 0
            ),
            edges as materialized (
                select d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid
                from pg_depend d
                left join pg_class s on d.classid = 'pg_class'::regclass and s.oid = d.objid and s.relkind = 'S'
                where d.deptype in ('n', 'a')
                    and (d.classid, d.objid) not in (select classid, objid from inherited)
                    and not (d.classid = 'pg_class'::regclass and d.objsubid > 0
                        and d.objid in (select oid from partitions where relkind in ('r', 'p')))
                    and d.refclassid not in ('pg_namespace'::regclass, 'pg_extension'::regclass)
                    and not (d.deptype = 'a' and (s.oid is not null or d.classid = 'pg_attrdef'::regclass))
                    and ((d.classid, d.objid) in (select classid, objid from scope)
                        or (d.refclassid, d.refobjid) in (select classid, objid from scope))
            ),
            ends as materialized (
                select classid, objid, objsubid from edges
                union select refclassid, refobjid, refobjsubid from edges
            )""";

    private static final String RESOLVED = """
            , related as (
                select e.classid, e.objid, e.objsubid,
                    coalesce(w.ev_class, f.adrelid, nullif(k.conrelid, 0), g.tgrelid, p.polrelid,
                        nullif(coalesce(el.typrelid, t.typrelid), 0),
                        case when e.classid = 'pg_class'::regclass then e.objid end) as relid,
                    case when k.contype = 'n' then k.conkey[1] else coalesce(f.adnum, case
                        when e.classid = 'pg_class'::regclass and e.objsubid > 0 then e.objsubid end) end as attnum,
                    coalesce(case when k.conrelid <> 0 and k.contype <> 'n' then k.conname end,
                        case when w.rulename <> '_RETURN' then w.rulename end, g.tgname, p.polname) as part,
                    k.contype, coalesce(el.oid, t.oid, nullif(k.contypid, 0)) as typid
                from ends e
                left join pg_rewrite w on e.classid = 'pg_rewrite'::regclass and w.oid = e.objid
                left join pg_attrdef f on e.classid = 'pg_attrdef'::regclass and f.oid = e.objid
                left join pg_constraint k on e.classid = 'pg_constraint'::regclass and k.oid = e.objid
                left join pg_trigger g on e.classid = 'pg_trigger'::regclass and g.oid = e.objid
                left join pg_policy p on e.classid = 'pg_policy'::regclass and p.oid = e.objid
                left join pg_type t on e.classid = 'pg_type'::regclass and t.oid = e.objid
                left join pg_type el on el.typarray = t.oid
            ),
            named as materialized (
                select r.classid, r.objid, r.objsubid, coalesce(hn.nspname, ts.nspname, fn.nspname) as schema,
                    coalesce(h.relname, ty.typname, f.proname) as object,
                    case when f.oid is not null then $arguments end as arguments,
                    coalesce(r.part, ik.conname, case when ix.indexrelid is not null then c.relname end, a.attname) as part,
                    coalesce(h.relkind, ty.typtype) as kind,
                    coalesce(nullif(r.contype::text, 'n'), ik.contype::text, case when r.part is not null then null
                        when ix.indexrelid is not null then 'i' when a.attname is not null then 'a' end) as part_kind
                from related r
                left join pg_class c on c.oid = r.relid
                left join pg_index ix on ix.indexrelid = c.oid
                left join pg_constraint ik on ik.conindid = ix.indexrelid and ik.contype in ('p', 'u', 'x')
                left join pg_depend own on c.relkind = 'S' and own.classid = 'pg_class'::regclass and own.objid = c.oid
                    and own.refclassid = 'pg_class'::regclass and own.deptype = 'i' and own.refobjsubid > 0
                left join pg_class h on h.oid = coalesce(ix.indrelid, own.refobjid, c.oid)
                left join pg_namespace hn on hn.oid = h.relnamespace
                left join pg_attribute a on a.attrelid = h.oid and ix.indexrelid is null
                    and a.attnum = coalesce(own.refobjsubid, r.attnum)
                left join pg_type ty on c.oid is null and ty.oid = r.typid
                left join pg_namespace ts on ts.oid = ty.typnamespace
                left join pg_proc f on r.classid = 'pg_proc'::regclass and f.oid = r.objid
                left join pg_namespace fn on fn.oid = f.pronamespace
            ),
            complete as materialized (
                select n.classid, n.objid, n.objsubid, coalesce(n.schema, i.schema) as schema,
                    coalesce(n.object, i.name, i.identity) as object, n.arguments, n.part, n.kind, n.part_kind, i.type as other
                from named n
                left join (
                    select o.classid, o.objid, o.objsubid, x.type, x.schema, x.name, x.identity
                    from named o cross join lateral pg_identify_object(o.classid, o.objid, 0) x
                    where o.object is null
                ) i on n.object is null and i.classid = n.classid and i.objid = n.objid and i.objsubid = n.objsubid
            )
            select d.schema, d.object, d.arguments, d.part, d.kind, d.part_kind, d.other, r.schema as ref_schema,
                r.object as ref_object, r.arguments as ref_arguments, r.part as ref_part, r.kind as ref_kind, r.part_kind as ref_part_kind,
                r.other as ref_other
            from edges e
            join complete d on d.classid = e.classid and d.objid = e.objid and d.objsubid = e.objsubid
            join complete r on r.classid = e.refclassid and r.objid = e.refobjid and r.objsubid = e.refobjsubid
            where d.schema is distinct from 'pg_toast' and r.schema is distinct from 'pg_toast'
            """;

    /** The server keeps no such edge, and a table without its replica identity takes no more updates once it is published. */
    private static final String REPLICA_IDENTITIES = """
            select n.nspname, c.relname, x.relname as part, coalesce(k.contype::text, 'i') as part_kind
            from pg_index i
            join pg_class c on c.oid = i.indrelid and c.relreplident = 'i'
            join pg_namespace n on n.oid = c.relnamespace and n.oid = any(?)
            join pg_class x on x.oid = i.indexrelid
            left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
            where i.indisreplident""";

    private DependencyQuery() {}

    static Set<Dependency> run(Catalog catalog, AddressReader addresses) throws SQLException {
        Set<Dependency> dependencies = new HashSet<>();
        String sql = EDGES + RESOLVED.replace("$arguments", Sql.typeNames("f.proargtypes"));
        catalog.forEach(sql, row -> {
            Address dependent = addresses.dependent(addresses.address(row, ""));
            Address referenced = addresses.address(row, "ref_");
            if (!dependent.equals(referenced)) {
                dependencies.add(new Dependency(dependent, referenced));
            }
        });
        catalog.forEach(REPLICA_IDENTITIES, row -> dependencies.add(addresses.replicaIdentity(row)));
        return dependencies;
    }
}

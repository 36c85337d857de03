package dev.plumb.runtime.canonical;

import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Finds what stand-ins use of the environment itself: relations and types of its schemas that have no stand-in. */
final class LiveReferences {
    private static final String SQL = """
            with own as (
                select c.oid, n.nspname, c.relname as name, c.relkind::text as kind
                from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = any(?) and c.relkind in ('r', 'p', 'v', 'm', 'c')),
            edges as (
                select o.nspname, o.name, o.kind, d.refclassid, d.refobjid
                from own o join pg_catalog.pg_depend d
                    on d.classid = 'pg_catalog.pg_class'::regclass and d.objid = o.oid
                union
                select o.nspname, o.name, o.kind, d.refclassid, d.refobjid
                from own o join pg_catalog.pg_rewrite w on w.ev_class = o.oid
                join pg_catalog.pg_depend d
                    on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = w.oid
                union
                select o.nspname, o.name, o.kind, d.refclassid, d.refobjid
                from own o join pg_catalog.pg_attrdef a on a.adrelid = o.oid
                join pg_catalog.pg_depend d
                    on d.classid = 'pg_catalog.pg_attrdef'::regclass and d.objid = a.oid
                union
                select o.nspname, o.name, o.kind, d.refclassid, d.refobjid
                from own o join pg_catalog.pg_constraint k on k.conrelid = o.oid
                join pg_catalog.pg_depend d
                    on d.classid = 'pg_catalog.pg_constraint'::regclass and d.objid = k.oid)
            select e.nspname, e.name, e.kind, n.nspname, c.relname, c.relkind::text
            from edges e join pg_catalog.pg_class c
                on e.refclassid = 'pg_catalog.pg_class'::regclass and c.oid = e.refobjid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = any(?)
            union
            select e.nspname, e.name, e.kind, n.nspname, t.typname, 't' || t.typtype::text
            from edges e join pg_catalog.pg_type t
                on e.refclassid = 'pg_catalog.pg_type'::regclass and t.oid = e.refobjid
            join pg_catalog.pg_namespace n on n.oid = t.typnamespace where n.nspname = any(?)
            """;

    private static final Map<String, ObjectKind> KINDS = Map.of(
            "r", ObjectKind.TABLE,
            "p", ObjectKind.TABLE,
            "v", ObjectKind.VIEW,
            "m", ObjectKind.MATERIALIZED_VIEW,
            "S", ObjectKind.SEQUENCE,
            "c", ObjectKind.COMPOSITE,
            "te", ObjectKind.ENUM,
            "td", ObjectKind.DOMAIN,
            "tc", ObjectKind.COMPOSITE);

    private LiveReferences() {}

    /**
     * @param standIns directories by their schemas here
     * @param live directories by their schemas in the environment
     */
    static Set<Dependency> in(
            Connection connection, Map<String, DirectoryPath> standIns, Map<String, DirectoryPath> live)
            throws SQLException {
        Set<Dependency> references = new LinkedHashSet<>();
        Array here = connection.createArrayOf("text", standIns.keySet().toArray());
        Array there = connection.createArrayOf("text", live.keySet().toArray());
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, here);
            statement.setArray(2, there);
            statement.setArray(3, there);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    references.add(new Dependency(address(rows, 1, standIns), address(rows, 4, live)));
                }
            }
        } finally {
            here.free();
            there.free();
        }
        return references;
    }

    private static Address address(ResultSet rows, int column, Map<String, DirectoryPath> directories)
            throws SQLException {
        ObjectKind kind = KINDS.getOrDefault(rows.getString(column + 2), ObjectKind.OTHER);
        return Address.of(kind, Standing.of(directories, rows.getString(column)), rows.getString(column + 1));
    }
}

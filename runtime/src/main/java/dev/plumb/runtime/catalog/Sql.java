package dev.plumb.runtime.catalog;

/** Pieces that several queries share. */
final class Sql {
    private Sql() {}

    /** The comment of an object; null when it has none. */
    static String comment(String catalog, String oid) {
        return "(select pd.description from pg_description pd where pd.classoid = '" + catalog
                + "'::regclass and pd.objoid = " + oid + " and pd.objsubid = 0)";
    }

    /** The collation as SQL names it, when it is not the type's own; otherwise null. */
    static String collation(String collationOid, String typeCollationOid) {
        return "case when " + collationOid + " <> " + typeCollationOid + " then (select "
                + qualified("co.collname", "cn")
                + " from pg_collation co join pg_namespace cn on cn.oid = co.collnamespace where co.oid = "
                + collationOid + ") end";
    }

    /** A name as PostgreSQL deparses it: bare when it is built in, otherwise with its schema. */
    static String qualified(String name, String namespaceAlias) {
        return "case when " + namespaceAlias + ".nspname = 'pg_catalog' then quote_ident(" + name
                + ") else format('%I.%I', " + namespaceAlias + ".nspname, " + name + ") end";
    }

    /** Names of a relation's columns in the order of an array of their numbers. */
    static String columnNames(String relationOid, String numbers) {
        return "array(select ka.attname::text from unnest(" + numbers + ") with ordinality as k(number, position)"
                + " join pg_attribute ka on ka.attrelid = " + relationOid
                + " and ka.attnum = k.number order by k.position)";
    }

    /** Names of types, in the order of an array of their oids. */
    static String typeNames(String oids) {
        return "array(select format_type(ty.oid, null) from unnest(" + oids
                + ") with ordinality as ty(oid, position) order by ty.position)";
    }
}

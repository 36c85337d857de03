package dev.plumb.schema.sql;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names and literals as SQL text. Whatever goes into a statement goes through here. */
public final class SqlNames {
    /** PostgreSQL truncates longer names; Plumb refuses them. In bytes of UTF-8. */
    public static final int MAX_BYTES = 63;

    /** Every word that is not unreserved in any of PostgreSQL 14 to 18; quoting one too many does no harm. */
    private static final Set<String> KEYWORDS = Set.of(
            ("all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case"
                            + " cast char character check coalesce collate collation column concurrently constraint create cross"
                            + " current_catalog current_date current_role current_schema current_time current_timestamp"
                            + " current_user dec decimal default deferrable desc distinct do else end except exists extract"
                            + " false fetch float for foreign freeze from full grant greatest group grouping having ilike in"
                            + " initially inner inout int integer intersect interval into is isnull join json json_array"
                            + " json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize"
                            + " json_table json_value lateral leading least left like limit localtime localtimestamp"
                            + " merge_action national natural nchar none normalize not notnull null nullif numeric offset on"
                            + " only or order out outer overlaps overlay placing position precision primary real references"
                            + " returning right row select session_user setof similar smallint some substring symmetric"
                            + " system_user table tablesample then time timestamp to trailing treat trim true union unique"
                            + " user using values varchar variadic verbose when where window with xmlattributes xmlconcat"
                            + " xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable")
                    .split(" "));

    private SqlNames() {}

    /** The name as an identifier, in double quotes only when it needs them. */
    public static String quote(String name) {
        boolean plain = !name.isEmpty()
                && (name.charAt(0) == '_' || isLower(name.charAt(0)))
                && name.chars().allMatch(c -> c == '_' || isLower(c) || (c >= '0' && c <= '9'))
                && !KEYWORDS.contains(name);
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    public static String qualified(String schema, String name) {
        return quote(schema) + "." + quote(name);
    }

    /** {@code a, "B c"}. */
    public static String list(List<String> names) {
        return names.stream().map(SqlNames::quote).collect(Collectors.joining(", "));
    }

    /** The text as a string literal that means the same under any {@code standard_conforming_strings}. */
    public static String literal(String text) {
        String doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }
}

package dev.plumb.plan.computed;

import dev.plumb.schema.sql.SqlNames;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of SQL about the columns of a row that has a name: {@code new}, {@code old}, {@code t}. */
final class Rows {
    private Rows() {}

    /** {@code new."Title"}. */
    static String field(String row, String column) {
        return row + "." + SqlNames.quote(column);
    }

    static String fields(String row, Collection<String> columns) {
        return columns.stream().map(c -> field(row, c)).collect(Collectors.joining(", "));
    }

    /**
     * Whether the old and the new row differ in these columns, byte by byte: every type can be compared so, also those without
     * an equality, and values that only count as equal are still told apart.
     */
    static String differ(Collection<String> columns) {
        return columns.isEmpty() ? "false" : differ(fields("old", columns), fields("new", columns));
    }

    static String differ(String left, String right) {
        return "pg_catalog.record_image_ne(row(" + left + "), row(" + right + "))";
    }

    /** The key as it is kept in the ledger. */
    static String key(String row, List<KeyColumn> key) {
        return "pg_catalog.jsonb_build_array("
                + fields(row, key.stream().map(KeyColumn::name).toList()) + ")";
    }

    /** {@code t.a = new.a and t.b = new.b}. */
    static String sameKey(String left, String right, List<KeyColumn> key) {
        return key.stream()
                .map(k -> field(left, k.name()) + " = " + field(right, k.name()))
                .collect(Collectors.joining(" and "));
    }

    /** One component of a key that is at hand as JSON. */
    static String component(String json, int index, KeyColumn column) {
        return "((" + json + ") ->> " + index + ")::" + column.type();
    }
}

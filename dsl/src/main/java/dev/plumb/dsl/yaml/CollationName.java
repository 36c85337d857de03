package dev.plumb.dsl.yaml;

import dev.plumb.schema.sql.SqlNames;
import java.util.regex.Pattern;

/**
 * Collations are called {@code C}, {@code de-DE-x-icu} and {@code en_US.utf8}, which are no SQL names as they stand. A text
 * that is one ({@code german}, {@code library.german}, {@code "C"}) is kept; any other is the stored name.
 */
final class CollationName {
    private static final String PART =
            "(?:[a-z_\\x{80}-\\x{10FFFF}][a-z0-9_$\\x{80}-\\x{10FFFF}]*|\"(?:[^\"]|\"\")+\")";
    private static final Pattern SQL_NAME = Pattern.compile(PART + "(?:\\." + PART + ")?");

    private CollationName() {}

    static String toSql(String text) {
        return SQL_NAME.matcher(text).matches() ? text : SqlNames.quote(text);
    }

    /** The shortest text that {@link #toSql} turns back into the given SQL. */
    static String fromSql(String sql) {
        String inside = sql.length() > 2 ? sql.substring(1, sql.length() - 1) : sql;
        boolean same = inside.strip().equals(inside) && toSql(inside).equals(sql);
        return same && !inside.equals(sql) ? inside : sql;
    }
}

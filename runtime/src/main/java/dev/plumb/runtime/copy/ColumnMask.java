package dev.plumb.runtime.copy;

import dev.plumb.schema.sql.SqlNames;
import java.util.Optional;

/** What is copied in place of a column's values; null stays null. The work is the server's: no value leaves it as it was. */
public sealed interface ColumnMask {
    /** Enough digits of a digest that two values do not have the same ones. */
    int DISTINCT = 16;

    /** The domain of an address that reaches nobody: reserved by RFC 2606. */
    String NOWHERE = "@example.invalid";

    /**
     * SQL of what is copied, as text.
     *
     * @param value SQL of the value
     * @param form of the column
     */
    String sql(String value, TextForm form, long seed);

    /** Why it cannot be used there. */
    Optional<String> objection(MaskedColumn column);

    private static Optional<String> text(MaskedColumn column, int needed) {
        if (!column.form().isText()) {
            return Optional.of(
                    "is for texts, and the column is " + column.form().typeName());
        }
        return column.form()
                .length()
                .filter(l -> l < needed)
                .map(l -> "needs room for " + needed + " characters, and the column has " + l);
    }

    private static String digest(String value, long seed) {
        return "pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(" + SqlNames.literal(seed + ":") + " || ("
                + value + ")::text, 'UTF8')), 'hex')";
    }

    /** Hexadecimal digits that the value and the seed give: equal for equal values, and only for them. */
    record Hash() implements ColumnMask {
        private static final int ALL = 64;

        @Override
        public String sql(String value, TextForm form, long seed) {
            int length = form.isUuid()
                    ? 32
                    : form.length().map(l -> Math.min(l, ALL)).orElse(ALL);
            return "pg_catalog.left(" + digest(value, seed) + ", " + length + ")";
        }

        @Override
        public Optional<String> objection(MaskedColumn column) {
            return column.form().isUuid() ? Optional.empty() : text(column, DISTINCT);
        }
    }

    /** The same as an address of nobody. */
    record Email() implements ColumnMask {
        @Override
        public String sql(String value, TextForm form, long seed) {
            return "pg_catalog.left(" + digest(value, seed) + ", " + DISTINCT + ") || " + SqlNames.literal(NOWHERE);
        }

        @Override
        public Optional<String> objection(MaskedColumn column) {
            return text(column, DISTINCT + NOWHERE.length());
        }
    }

    /** Nothing. */
    record Clear() implements ColumnMask {
        @Override
        public String sql(String value, TextForm form, long seed) {
            return "null";
        }

        @Override
        public Optional<String> objection(MaskedColumn column) {
            return column.notNull() ? Optional.of("leaves nothing, and the column is not null") : Optional.empty();
        }
    }

    /** The same text for every row. */
    record Constant(String text) implements ColumnMask {
        @Override
        public String sql(String value, TextForm form, long seed) {
            return "case when " + value + " is not null then " + SqlNames.literal(text) + " end";
        }

        @Override
        public Optional<String> objection(MaskedColumn column) {
            return column.unique()
                    ? Optional.of("gives every row the same, and the column is part of something unique")
                    : Optional.empty();
        }
    }
}

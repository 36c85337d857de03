package dev.plumb.plan.diff;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of values when a column changes its type. Both types are as {@code format_type} writes them, domains already
 * replaced by what they are based on.
 *
 * <p>What is not known to be lossless counts as lossy, and what is not known to leave the file alone counts as a rewrite: the
 * cases were tried on PostgreSQL 12 to 18.
 */
record TypeConversion(SqlType from, SqlType to) {
    private static final String VARCHAR = "character varying";
    private static final String CHAR = "character";
    private static final String TEXT = "text";
    private static final String VARBIT = "bit varying";
    private static final String NUMERIC = "numeric";
    private static final String ANY_ENUM = "any.enum";
    /** Decimal digits that every value of the type fits in. */
    private static final Map<String, Integer> INTEGER_DIGITS = Map.of("smallint", 5, "integer", 10, "bigint", 19);

    /** Each type with the types that hold all its values, modifiers aside. */
    private static final Map<String, List<String>> WIDER = Map.ofEntries(
            Map.entry("smallint", List.of("integer", "bigint", "real", "double precision", TEXT)),
            Map.entry("integer", List.of("bigint", "double precision", TEXT)),
            Map.entry("bigint", List.of(TEXT)),
            Map.entry("real", List.of("double precision")),
            Map.entry(NUMERIC, List.of(TEXT)),
            Map.entry("boolean", List.of(TEXT)),
            Map.entry("uuid", List.of(TEXT)),
            Map.entry("json", List.of(TEXT)),
            Map.entry("jsonb", List.of("json", TEXT)),
            Map.entry("date", List.of("timestamp without time zone")),
            Map.entry("cidr", List.of("inet")),
            Map.entry(VARCHAR, List.of(TEXT)),
            Map.entry(ANY_ENUM, List.of(TEXT)),
            Map.entry("xml", List.of(TEXT)));

    /** Types whose one modifier is a limit or a precision that may grow. */
    private static final List<String> GROWING = List.of(
            VARCHAR,
            CHAR,
            VARBIT,
            "timestamp without time zone",
            "timestamp with time zone",
            "time without time zone",
            "time with time zone",
            "interval");

    static TypeConversion between(String from, String to) {
        return new TypeConversion(SqlType.parse(from), SqlType.parse(to));
    }

    /** The labels of an enum survive as text and nowhere else for certain. */
    static TypeConversion ofEnum(String to) {
        return new TypeConversion(new SqlType(ANY_ENUM, List.of(), false), SqlType.parse(to));
    }

    /** True when every value of the one is a value of the other and an assignment converts it. */
    boolean isLossless() {
        if (from.array() != to.array()) {
            return false;
        }
        if (from.base().equals(to.base())) {
            return growsOrStays();
        }
        if (to.is(NUMERIC) && INTEGER_DIGITS.containsKey(from.base())) {
            return to.isUnlimited() || to.modifier(0) - to.modifier(1) >= digits();
        }
        if (from.is(TEXT, VARCHAR) && to.is(VARCHAR)) {
            return to.isUnlimited();
        }
        if (from.is("bit") && to.is(VARBIT)) {
            return to.isUnlimited() || to.modifier(0) >= Math.max(1, from.modifier(0));
        }
        return WIDER.getOrDefault(from.base(), List.of()).contains(to.base()) && to.isUnlimited();
    }

    /** True when the rows are written anew. */
    boolean isRewrite() {
        if (!isLossless()) {
            return true;
        }
        boolean sameFile = from.base().equals(to.base())
                ? !from.is(CHAR) && (!from.is(NUMERIC) || to.isUnlimited() || from.modifier(1) == to.modifier(1))
                : from.is(TEXT, VARCHAR, "cidr") && to.is(TEXT, VARCHAR, "inet");
        return !sameFile;
    }

    /** What converts a value of the column, for what an assignment does not convert. */
    Optional<String> using(String quotedColumn, String toType) {
        if (isLossless()) {
            return Optional.empty();
        }
        String cast = from.isUserDefined() || to.isUserDefined() ? "::text::" : "::";
        return Optional.of(quotedColumn + cast + toType);
    }

    /** The condition under which a value does not fit, where one can be told. */
    Optional<String> misfit(String quotedColumn) {
        if (to.array()) {
            return Optional.empty();
        }
        if (to.is(VARCHAR, CHAR) && !to.isUnlimited()) {
            return Optional.of("char_length(" + quotedColumn + "::text) > " + to.modifier(0));
        }
        boolean number = INTEGER_DIGITS.containsKey(from.base()) || from.is(NUMERIC, "real", "double precision");
        return switch (to.base()) {
            case "smallint" ->
                Optional.of(quotedColumn + " not between -32768 and 32767").filter(c -> number);
            case "integer" ->
                Optional.of(quotedColumn + " not between -2147483648 and 2147483647")
                        .filter(c -> number);
            case "bigint" ->
                Optional.of(quotedColumn + " not between -9223372036854775808 and 9223372036854775807")
                        .filter(c -> number);
            default -> Optional.empty();
        };
    }

    /** True when a key of one type can be compared with a key of the other, so that foreign keys outlive the change. */
    boolean keepsForeignKeys() {
        return (from.base().equals(to.base()) && !from.isUserDefined())
                || (INTEGER_DIGITS.containsKey(from.base()) && INTEGER_DIGITS.containsKey(to.base()))
                || (from.is(TEXT, VARCHAR) && to.is(TEXT, VARCHAR));
    }

    private boolean growsOrStays() {
        if (from.modifiers().equals(to.modifiers())) {
            return true;
        }
        if (from.is(NUMERIC)) {
            return to.isUnlimited()
                    || (!from.isUnlimited()
                            && to.modifier(1) >= from.modifier(1)
                            && to.modifier(0) - to.modifier(1) >= from.modifier(0) - from.modifier(1));
        }
        return from.is(GROWING.toArray(new String[0]))
                && (to.isUnlimited() || (!from.isUnlimited() && to.modifier(0) >= from.modifier(0)));
    }

    private int digits() {
        return INTEGER_DIGITS.getOrDefault(from.base(), 0);
    }
}

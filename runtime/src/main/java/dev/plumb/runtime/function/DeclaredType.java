package dev.plumb.runtime.function;

import static dev.plumb.plugin.ValueType.BIGINT;
import static dev.plumb.plugin.ValueType.BOOLEAN;
import static dev.plumb.plugin.ValueType.BYTEA;
import static dev.plumb.plugin.ValueType.DATE;
import static dev.plumb.plugin.ValueType.DOUBLE;
import static dev.plumb.plugin.ValueType.INTEGER;
import static dev.plumb.plugin.ValueType.JSON;
import static dev.plumb.plugin.ValueType.NUMERIC;
import static dev.plumb.plugin.ValueType.REAL_ARRAY;
import static dev.plumb.plugin.ValueType.TEXT;
import static dev.plumb.plugin.ValueType.TEXT_ARRAY;
import static dev.plumb.plugin.ValueType.TIMESTAMPTZ;
import static dev.plumb.plugin.ValueType.UUID;

import dev.plumb.plugin.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a column's declared type means to functions. Only what is certain from the name is said: a type that users define (an enum, a
 * domain, an extension's) may stand for anything, which the server finds out.
 */
public final class DeclaredType {
    private static final List<Family> FAMILIES = List.of(
            new Family(Set.of("smallint", "int2"), Set.of(), Set.of(INTEGER, BIGINT, NUMERIC, DOUBLE)),
            new Family(Set.of("integer", "int", "int4"), Set.of(INTEGER), Set.of(INTEGER, BIGINT, NUMERIC, DOUBLE)),
            new Family(Set.of("bigint", "int8"), Set.of(INTEGER, BIGINT), Set.of(BIGINT, NUMERIC)),
            new Family(Set.of("numeric", "decimal"), Set.of(INTEGER, BIGINT, NUMERIC), Set.of(NUMERIC)),
            new Family(Set.of("real", "float4"), Set.of(), Set.of(DOUBLE)),
            new Family(Set.of("double precision", "float8", "float"), Set.of(INTEGER, DOUBLE), Set.of(DOUBLE)),
            Family.same(TEXT, "text", "varchar", "character varying", "char", "character", "bpchar", "name"),
            Family.same(BOOLEAN, "boolean", "bool"),
            Family.same(BYTEA, "bytea"),
            Family.same(JSON, "jsonb", "json"),
            Family.same(DATE, "date"),
            Family.same(TIMESTAMPTZ, "timestamptz", "timestamp with time zone"),
            Family.same(UUID, "uuid"),
            Family.same(TEXT_ARRAY, "text[]", "varchar[]", "character varying[]", "char[]", "character[]", "bpchar[]"),
            Family.same(REAL_ARRAY, "real[]", "float4[]", "vector", "halfvec"));

    /** Types of PostgreSQL that no value of a function stands for. */
    private static final Set<String> OTHERS = Set.of(
            "timestamp",
            "timestamp without time zone",
            "time",
            "time without time zone",
            "timetz",
            "time with time zone",
            "interval",
            "money",
            "bit",
            "bit varying",
            "varbit",
            "xml",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "oid",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "tsvector",
            "tsquery",
            "jsonpath",
            "pg_lsn",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "tsmultirange",
            "tstzmultirange",
            "datemultirange");

    private final Family family;

    private DeclaredType(Family family) {
        this.family = family;
    }

    /**
     * The meaning of a type.
     *
     * @param declared as a schema writes it, such as {@code varchar(10)}, or as the server does, such as {@code character varying(10)}
     */
    public static DeclaredType of(String declared) {
        String name = plain(declared);
        return new DeclaredType(FAMILIES.stream()
                .filter(family -> family.names().contains(name))
                .findFirst()
                .orElseGet(() -> unknown(name)));
    }

    private static Family unknown(String name) {
        String element = name.replaceAll("(\\[\\])+$", "");
        boolean builtIn = OTHERS.contains(element)
                || FAMILIES.stream().anyMatch(family -> family.names().contains(element));
        Set<ValueType> meanings = builtIn ? Set.of() : Set.of(ValueType.values());
        return new Family(Set.of(), meanings, meanings);
    }

    /** Without modifiers, schema and spelling: {@code Varchar (10) []} is {@code varchar[]}. */
    private static String plain(String declared) {
        if (declared.contains("\"")) {
            return declared;
        }
        String name = declared.toLowerCase(Locale.ROOT)
                .replaceAll("\\([^)]*\\)", " ")
                .replaceAll("\\[[^\\]]*\\]", "[]")
                .replaceAll("\\s+", " ")
                .replace(" [", "[")
                .strip();
        String unqualified = name.replaceFirst("^pg_catalog\\.", "");
        // pgvector's types are known by their names, in whichever schema the extension lives.
        return unqualified.replaceFirst("^.*\\.(vector|halfvec)$", "$1");
    }

    /** Whether its values are texts, for certain. */
    public boolean isText() {
        return family.reads().equals(Set.of(TEXT));
    }

    /** Whether a column of this type can hold every result of that type, as far as the name tells. */
    public boolean accepts(ValueType result) {
        return family.holds().contains(result);
    }

    /** Whether a column of this type can be given to a parameter of that type, as far as the name tells. */
    public boolean gives(ValueType parameter) {
        return family.reads().contains(parameter);
    }

    /**
     * Types with the same meaning.
     *
     * @param names without modifiers
     * @param holds the results that such a column can hold
     * @param reads the parameters that such a column can be given to
     */
    private record Family(Set<String> names, Set<ValueType> holds, Set<ValueType> reads) {
        static Family same(ValueType type, String... names) {
            return new Family(Set.of(names), Set.of(type), Set.of(type));
        }
    }
}

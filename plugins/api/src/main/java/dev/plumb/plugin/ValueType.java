package dev.plumb.plugin;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The types of arguments and results: what PostgreSQL calls each, and the Java class of its values. */
public enum ValueType {
    TEXT("text", String.class),
    INTEGER("integer", Integer.class),
    BIGINT("bigint", Long.class),
    DOUBLE("double precision", Double.class),
    /** Finite: {@code NaN} and the infinities of PostgreSQL are errors of their cells. */
    NUMERIC("numeric", BigDecimal.class),
    BOOLEAN("boolean", Boolean.class),
    BYTEA("bytea", byte[].class),
    /** {@code json} or {@code jsonb}, as its JSON text. As a result it must be one JSON value. */
    JSON("jsonb", String.class),
    /** {@code infinity} is {@link LocalDate#MAX}, {@code -infinity} {@link LocalDate#MIN}. */
    DATE("date", LocalDate.class),
    /** In microseconds. {@code infinity} is {@link Instant#MAX}, {@code -infinity} {@link Instant#MIN}. */
    TIMESTAMPTZ("timestamptz", Instant.class),
    UUID("uuid", UUID.class),
    /** A list of strings, which may hold nulls when it comes from the database. */
    TEXT_ARRAY("text[]", List.class),
    /** A vector, such as an embedding: {@code real[]}, or pgvector's {@code vector}. */
    REAL_ARRAY("real[]", float[].class);

    private final String sqlName;
    private final Class<?> javaClass;

    ValueType(String sqlName, Class<?> javaClass) {
        this.sqlName = sqlName;
        this.javaClass = javaClass;
    }

    /** As PostgreSQL writes it, such as {@code double precision}. */
    public String sqlName() {
        return sqlName;
    }

    /** The class of every value of this type that is not null. */
    public Class<?> javaClass() {
        return javaClass;
    }

    /** Whether the value is of this type's class, and a list holds nothing but strings and nulls. */
    public boolean isValue(Object value) {
        return value instanceof List<?> list
                ? this == TEXT_ARRAY && list.stream().allMatch(element -> element == null || element instanceof String)
                : javaClass.isInstance(value);
    }
}

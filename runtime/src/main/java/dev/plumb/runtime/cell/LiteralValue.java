package dev.plumb.runtime.cell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumb.plugin.ValueType;
import dev.plumb.schema.VariableText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a literal of a schema is to a function. */
final class LiteralValue {
    private final UnaryOperator<String> variables;

    /** @param variables the value of each variable */
    LiteralValue(UnaryOperator<String> variables) {
        this.variables = variables;
    }

    /**
     * The value of a literal; null for null.
     *
     * @throws IllegalArgumentException if it is not one of the type
     */
    @Nullable
    Object of(JsonNode literal, ValueType type) {
        if (literal.isNull()) {
            return null;
        }
        return switch (type) {
            case TEXT -> text(literal);
            case INTEGER -> number(literal).intValueExact();
            case BIGINT -> number(literal).longValueExact();
            case DOUBLE -> number(literal).doubleValue();
            case NUMERIC -> number(literal);
            case BOOLEAN -> literal.isBoolean() ? literal.booleanValue() : Boolean.parseBoolean(text(literal));
            case BYTEA -> HexFormat.of().parseHex(text(literal).replaceFirst("^\\\\x", ""));
            case JSON -> literal.isTextual() ? text(literal) : literal.toString();
            case DATE -> LocalDate.parse(text(literal));
            case TIMESTAMPTZ -> Instant.parse(text(literal));
            case UUID -> UUID.fromString(text(literal));
            case TEXT_ARRAY -> elements(literal).stream().map(this::text).toList();
            case REAL_ARRAY -> reals(elements(literal));
        };
    }

    private String text(JsonNode literal) {
        return literal.isTextual() ? new VariableText(literal.textValue()).filled(variables) : literal.asText();
    }

    private BigDecimal number(JsonNode literal) {
        return literal.isNumber() ? literal.decimalValue() : new BigDecimal(text(literal));
    }

    private static List<JsonNode> elements(JsonNode literal) {
        return StreamSupport.stream(literal.spliterator(), false).toList();
    }

    private float[] reals(List<JsonNode> elements) {
        float[] reals = new float[elements.size()];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = number(elements.get(i)).floatValue();
        }
        return reals;
    }
}

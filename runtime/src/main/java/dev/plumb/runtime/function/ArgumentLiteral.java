package dev.plumb.runtime.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.plugin.ValueType;
import dev.plumb.schema.ArgumentValue;
import dev.plumb.schema.ArgumentValueVisitor;
import dev.plumb.schema.VariableText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Literals of a spec as JSON, and as values of functions. */
final class ArgumentLiteral {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final UnaryOperator<String> texts;

    private ArgumentLiteral(UnaryOperator<String> texts) {
        this.texts = texts;
    }

    /** With texts as they are written. */
    static ArgumentLiteral asWritten() {
        return new ArgumentLiteral(text -> text);
    }

    /** @param variables the value of each variable */
    static ArgumentLiteral filledWith(UnaryOperator<String> variables) {
        return new ArgumentLiteral(text -> new VariableText(text).filled(variables));
    }

    JsonNode json(ArgumentValue value) {
        return value.accept(new ArgumentValueVisitor<>() {
            @Override
            public JsonNode text(ArgumentValue.Text text) {
                return NODES.textNode(texts.apply(text.template()));
            }

            @Override
            public JsonNode number(ArgumentValue.Decimal number) {
                return NODES.numberNode(number.value());
            }

            @Override
            public JsonNode flag(ArgumentValue.Flag flag) {
                return NODES.booleanNode(flag.value());
            }

            @Override
            public JsonNode nothing() {
                return NODES.nullNode();
            }

            @Override
            public JsonNode items(ArgumentValue.Items items) {
                ArrayNode array = NODES.arrayNode();
                items.items().forEach(i -> array.add(json(i)));
                return array;
            }

            @Override
            public JsonNode entries(ArgumentValue.Entries entries) {
                ObjectNode object = NODES.objectNode();
                entries.entries().forEach((key, entry) -> object.set(key, json(entry)));
                return object;
            }
        });
    }

    /**
     * The value of a type; null for null.
     *
     * @throws IllegalArgumentException when it is none of that type
     */
    @Nullable
    Object value(ArgumentValue literal, ValueType type) {
        JsonNode json = json(literal);
        if (json.isNull()) {
            return null;
        }
        try {
            return convert(json, type);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("it is not of the type " + type.sqlName(), e);
        }
    }

    private static Object convert(JsonNode json, ValueType type) {
        return switch (type) {
            case TEXT -> text(json);
            case INTEGER -> number(json).intValueExact();
            case BIGINT -> number(json).longValueExact();
            case DOUBLE -> number(json).doubleValue();
            case NUMERIC -> number(json);
            case BOOLEAN -> flag(json);
            case BYTEA -> HexFormat.of().parseHex(text(json).replaceFirst("^\\\\x", ""));
            case JSON -> json.isTextual() ? json.textValue() : json.toString();
            case DATE -> LocalDate.parse(text(json));
            case TIMESTAMPTZ -> Instant.parse(text(json));
            case UUID -> UUID.fromString(text(json));
            case TEXT_ARRAY -> items(json).stream().map(ArgumentLiteral::text).toList();
            case REAL_ARRAY -> reals(items(json));
        };
    }

    private static String text(JsonNode json) {
        if (json.isTextual()) {
            return json.textValue();
        }
        throw new IllegalArgumentException("not a text");
    }

    /** A variable's value is a text, whatever it says. */
    private static BigDecimal number(JsonNode json) {
        return json.isNumber() ? json.decimalValue() : new BigDecimal(text(json));
    }

    private static boolean flag(JsonNode json) {
        return switch (json.asText()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("not a boolean");
        };
    }

    private static List<JsonNode> items(JsonNode json) {
        if (json.isArray()) {
            return StreamSupport.stream(json.spliterator(), false).toList();
        }
        throw new IllegalArgumentException("not a list");
    }

    private static float[] reals(List<JsonNode> items) {
        float[] reals = new float[items.size()];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = number(items.get(i)).floatValue();
        }
        return reals;
    }
}

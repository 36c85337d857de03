package dev.plumb.runtime.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which function a cell calls and with what, as it is kept in the catalog: {@code {"function": "text.slug", "version": "1", "arguments":
 * {"text": {"column": "title"}, "length": {"literal": 20}}}}.
 *
 * @param arguments by parameter
 */
public record CallDefinition(String function, String version, SortedMap<String, Source> arguments) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public CallDefinition {
        arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
    }

    /** Where an argument comes from. */
    public sealed interface Source {}

    /** @param name of a column of the row, physical */
    public record ColumnSource(String name) implements Source {}

    /** @param value JSON; its texts may hold variables */
    public record LiteralSource(JsonNode value) implements Source {}

    /** As JSON, for the plumbing. */
    public String json() {
        ObjectNode definition =
                JSON.createObjectNode().put("function", function).put("version", version);
        ObjectNode all = definition.putObject("arguments");
        arguments.forEach((parameter, source) -> {
            ObjectNode argument = all.putObject(parameter);
            if (source instanceof ColumnSource column) {
                argument.put("column", column.name());
            } else if (source instanceof LiteralSource literal) {
                argument.set("literal", literal.value());
            }
        });
        return definition.toString();
    }

    /** @throws IllegalArgumentException if it is not what {@link #json} writes */
    public static CallDefinition parse(String json) {
        try {
            JsonNode definition = JSON.readTree(json);
            SortedMap<String, Source> arguments = new TreeMap<>();
            definition
                    .path("arguments")
                    .properties()
                    .forEach(entry -> arguments.put(entry.getKey(), source(entry.getValue())));
            return new CallDefinition(
                    definition.required("function").asText(),
                    definition.required("version").asText(),
                    arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the definition of a call: " + e.getOriginalMessage(), e);
        }
    }

    private static Source source(JsonNode argument) {
        return argument.has("column")
                ? new ColumnSource(argument.path("column").asText())
                : new LiteralSource(argument.required("literal"));
    }
}

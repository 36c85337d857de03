package dev.plumb.plan.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/** Writes a plan's document as JSON and reads it back. Keys in snake_case, constants in lower case, absent values left out. */
public final class PlanJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private PlanJson() {}

    /** The document as JSON, indented, ending with a line feed. */
    public static String write(PlanDocument document) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan's document is always representable as JSON", e);
        }
    }

    /**
     * Reads what {@link #write} wrote, also by a later minor version.
     *
     * @throws IllegalArgumentException when the text is no plan, or one of another major version
     */
    public static PlanDocument read(String json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            String version = root.path("format_version").asText();
            if (!major(version).equals(major(PlanDocument.FORMAT_VERSION))) {
                throw new IllegalArgumentException("this is not a plan of format_version "
                        + major(PlanDocument.FORMAT_VERSION) + ".x: "
                        + (version.isEmpty() ? "it has no format_version" : "its format_version is " + version));
            }
            return MAPPER.treeToValue(root, PlanDocument.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not a plan's JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String major(String version) {
        int dot = version.indexOf('.');
        return dot < 0 ? version : version.substring(0, dot);
    }
}

package dev.plumb.plan.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Writes a plan's document as JSON and reads it back. */
public final class PlanJson {
    private PlanJson() {}

    /** The document as JSON, indented, ending with a line feed. */
    public static String write(PlanDocument document) {
        return JsonDocuments.write(document);
    }

    /**
     * Reads what {@link #write} wrote, also by a later minor version.
     *
     * @throws IllegalArgumentException when the text is no plan, or one of another major version
     */
    public static PlanDocument read(String json) {
        try {
            JsonNode root = JsonDocuments.MAPPER.readTree(json);
            String version = root.path("format_version").asText();
            if (!major(version).equals(major(PlanDocument.FORMAT_VERSION))) {
                throw new IllegalArgumentException("this is not a plan of format_version "
                        + major(PlanDocument.FORMAT_VERSION) + ".x: "
                        + (version.isEmpty() ? "it has no format_version" : "its format_version is " + version));
            }
            return JsonDocuments.MAPPER.treeToValue(root, PlanDocument.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not a plan's JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String major(String version) {
        int dot = version.indexOf('.');
        return dot < 0 ? version : version.substring(0, dot);
    }
}

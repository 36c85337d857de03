package dev.plumb.plan.render;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A document with a checksum of itself, so that nobody runs one that was cut off or changed by hand. It keeps no secret and
 * proves no author. White space does not count.
 */
public final class SealedJson {
    /** The last key of the document. */
    private static final String CHECKSUM = "checksum";

    private SealedJson() {}

    /** The record as JSON, indented, ending with a line feed. */
    public static String write(Record document) {
        ObjectNode tree = JsonDocuments.MAPPER.valueToTree(document);
        tree.put(CHECKSUM, checksum(tree));
        return JsonDocuments.write(tree);
    }

    /**
     * The document before it is known to be whole.
     *
     * @throws IllegalArgumentException when the text is no JSON object
     */
    public static ObjectNode parse(String json) {
        try {
            JsonNode tree = JsonDocuments.MAPPER
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readTree(json);
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("it is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not JSON, or only a part of it: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it was changed since
     */
    public static <T extends Record> T read(ObjectNode document, Class<T> type) {
        ObjectNode rest = document.deepCopy();
        JsonNode found = rest.remove(CHECKSUM);
        if (found == null || !found.asText().equals(checksum(rest))) {
            throw new IllegalArgumentException("its checksum does not fit: it was changed after it was written");
        }
        try {
            return JsonDocuments.MAPPER.treeToValue(rest, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it cannot be understood: " + e.getOriginalMessage(), e);
        }
    }

    private static String checksum(ObjectNode tree) {
        try {
            byte[] compact = JsonDocuments.MAPPER.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(compact));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always representable as JSON", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

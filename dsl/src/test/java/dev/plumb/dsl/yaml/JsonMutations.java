package dev.plumb.dsl.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.testing.schema.Chance;
import java.util.ArrayList;
import java.util.List;

/** Breaks a valid spec in one place at a time: an unknown key, a value of another type, a missing key. */
final class JsonMutations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final ObjectWriter ASCII = new ObjectMapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final Chance chance;
    private final JsonNode original;
    private String last = "";

    JsonMutations(long seed, JsonNode original) {
        this.chance = new Chance(seed);
        this.original = original;
    }

    /** What the last mutation was. */
    String last() {
        return last;
    }

    String next() {
        JsonNode copy = original.deepCopy();
        List<ObjectNode> objects = new ArrayList<>();
        collect(copy, objects);
        ObjectNode object = chance.of(objects);
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        String key = keys.isEmpty() ? "" : chance.of(keys);
        switch (keys.isEmpty() ? 0 : chance.below(4)) {
            case 0 -> {
                last = "unknown key";
                object.set("unknown_key", chance.coin() ? JSON.textNode("x") : JSON.objectNode());
            }
            case 1 -> {
                last = "without " + key;
                object.remove(key);
            }
            case 2 -> {
                last = "another type for " + key;
                object.set(key, another(object.get(key)));
            }
            default -> {
                last = "another item in " + key;
                mutateItem(object, key);
            }
        }
        StringBuilder yaml = new StringBuilder();
        write(copy, "", yaml);
        return yaml.toString();
    }

    /** As block YAML: a key in braces could be longer than YAML allows. */
    private static void write(JsonNode node, String indentation, StringBuilder out) {
        if (node.isContainerNode() && !node.isEmpty()) {
            out.append('\n');
            node.properties().forEach(e -> {
                out.append(indentation)
                        .append(scalar(JSON.textNode(e.getKey())))
                        .append(": ");
                write(e.getValue(), indentation + "  ", out);
            });
            if (node.isArray()) {
                node.forEach(item -> {
                    out.append(indentation).append("- ");
                    write(item, indentation + "  ", out);
                });
            }
        } else {
            out.append(scalar(node)).append('\n');
        }
    }

    private static String scalar(JsonNode node) {
        try {
            // JSON may hold a DEL as it is, YAML may not.
            return ASCII.writeValueAsString(node).replace("\u007f", "\\u007f");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void mutateItem(ObjectNode object, String key) {
        if (object.get(key) instanceof ArrayNode array && !array.isEmpty()) {
            int at = chance.below(array.size());
            array.set(at, another(array.get(at)));
        } else {
            object.set(key, JSON.nullNode());
        }
    }

    /** A value of another kind: whether a text may be a number or a truth value is left to the corpus. */
    private JsonNode another(JsonNode node) {
        List<JsonNode> others = new ArrayList<>(List.of(JSON.nullNode()));
        if (!node.isObject()) {
            others.add(JSON.objectNode());
        }
        if (!node.isArray()) {
            others.add(JSON.arrayNode());
            others.add(JSON.arrayNode().add(JSON.objectNode()));
        }
        return chance.of(others);
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }
}

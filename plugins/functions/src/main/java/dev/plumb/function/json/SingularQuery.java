package dev.plumb.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A query that finds one value at most: RFC 9535, section 2.3.5.1, names and indices only.
 *
 * @param segments from the root on
 */
record SingularQuery(List<Segment> segments) {
    SingularQuery {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a query.
     *
     * @throws InvalidQueryException if it is not one
     */
    static SingularQuery parse(String query) {
        QueryReader reader = new QueryReader(query);
        List<Segment> segments = new ArrayList<>();
        reader.expect('$', "$, the value itself");
        while (reader.hasMore()) {
            segments.add(reader.segment());
        }
        return new SingularQuery(segments);
    }

    /** The value, or a missing node. */
    JsonNode find(JsonNode root) {
        JsonNode found = root;
        for (Segment segment : segments) {
            found = segment.of(found);
        }
        return found;
    }

    /** One step down. */
    sealed interface Segment {
        JsonNode of(JsonNode parent);
    }

    /** The member of an object. */
    record Member(String name) implements Segment {
        @Override
        public JsonNode of(JsonNode parent) {
            return parent.isObject() ? parent.path(name) : MissingNode.getInstance();
        }
    }

    /** The element of an array; a negative index counts from its end. */
    record Element(int index) implements Segment {
        @Override
        public JsonNode of(JsonNode parent) {
            return parent.isArray()
                    ? parent.path(index < 0 ? parent.size() + index : index)
                    : MissingNode.getInstance();
        }
    }
}

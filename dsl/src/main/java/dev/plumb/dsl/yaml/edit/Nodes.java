package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.yaml.YamlQuoting;
import dev.plumb.source.SourceNode;
import dev.plumb.source.SourceNode.Mapping;
import dev.plumb.source.SourceNode.Scalar;
import dev.plumb.source.SourceNode.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at nodes whatever their marks and styles. */
final class Nodes {
    private Nodes() {}

    /** The values of a map by key, in order. */
    static Map<String, SourceNode> entries(Mapping mapping) {
        Map<String, SourceNode> entries = new LinkedHashMap<>();
        mapping.entries().forEach(t -> entries.put(t.key().value(), t.value()));
        return entries;
    }

    /** Of a map, else of the one key that the short form stands for. */
    static Map<String, SourceNode> longForm(SourceNode node, String shortKey) {
        return node instanceof Mapping mapping ? entries(mapping) : Map.of(shortKey, node);
    }

    static boolean isSame(SourceNode one, SourceNode other) {
        if (one instanceof Scalar a && other instanceof Scalar b) {
            return a.value().strip().equals(b.value().strip());
        }
        if (one instanceof Sequence a && other instanceof Sequence b) {
            List<SourceNode> left = a.items();
            List<SourceNode> right = b.items();
            boolean same = left.size() == right.size();
            for (int i = 0; same && i < left.size(); i++) {
                same = isSame(left.get(i), right.get(i));
            }
            return same;
        }
        if (one instanceof Mapping a && other instanceof Mapping b) {
            Map<String, SourceNode> left = entries(a);
            Map<String, SourceNode> right = entries(b);
            return left.keySet().equals(right.keySet())
                    && left.keySet().stream().allMatch(k -> isSame(node(left, k), node(right, k)));
        }
        return false;
    }

    private static SourceNode node(Map<String, SourceNode> nodes, String key) {
        SourceNode node = nodes.get(key);
        if (node == null) {
            throw new IllegalStateException("no " + key);
        }
        return node;
    }

    static boolean isScalars(SourceNode node) {
        return node instanceof Sequence sequence && sequence.items().stream().allMatch(Scalar.class::isInstance);
    }

    static List<Scalar> scalars(SourceNode node) {
        return ((Sequence) node).items().stream().map(Scalar.class::cast).toList();
    }

    /** A key as it is to be written. */
    static String key(String name) {
        return YamlQuoting.text(name, true);
    }
}

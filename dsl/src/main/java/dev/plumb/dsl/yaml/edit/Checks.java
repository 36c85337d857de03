package dev.plumb.dsl.yaml.edit;

import dev.plumb.source.SourceNode;
import dev.plumb.source.SourceNode.Mapping;
import dev.plumb.source.SourceNode.Scalar;
import java.util.List;
import java.util.Map;

/** The only check of a domain may stand without a name, under the key {@code check}. */
record Checks(ValueEdit edit, Place domain) {
    /** Changes that check and adds others beside it; then both maps are without checks. */
    void change(Map<String, SourceNode> before, Map<String, SourceNode> after) {
        if (!edit.has(domain.key("check")) || edit.has(domain.key("checks"))) {
            return;
        }
        Map<String, SourceNode> present = checks(before);
        Map<String, SourceNode> wanted = checks(after);
        if (present.size() != 1) {
            return;
        }
        String name = present.keySet().iterator().next();
        SourceNode own = wanted.get(name);
        if (own instanceof Scalar text) {
            if (!Nodes.isSame(present.values().iterator().next(), text)) {
                edit.scalar(domain.key("check"), text.value());
            }
            wanted.forEach((other, node) -> add(other, node, name));
        } else {
            edit.remove(domain.key("check"));
            wanted.forEach((other, node) -> add(other, node, ""));
        }
        before.remove("checks");
        after.remove("checks");
    }

    private void add(String name, SourceNode node, String unnamed) {
        if (name.equals(unnamed)) {
            return;
        }
        if (edit.has(domain.key("checks"))) {
            edit.insert(domain.key("checks"), name, node, List.of());
        } else {
            edit.insert(domain, "checks", Scalars.flowMap(name, node), List.of());
        }
    }

    private static Map<String, SourceNode> checks(Map<String, SourceNode> domain) {
        return domain.get("checks") instanceof Mapping checks ? Nodes.entries(checks) : Map.of();
    }
}

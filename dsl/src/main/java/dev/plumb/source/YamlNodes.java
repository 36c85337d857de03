package dev.plumb.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns the parser's graph into a tree: aliases become copies, in bounds, and a cycle is refused. */
final class YamlNodes {
    private static final int MAX_COPIES = 100_000;
    private static final Set<Tag> PLAIN_TAGS = Set.of(Tag.STR, Tag.MAP, Tag.SEQ);

    private final SourceText source;
    private final Problems problems;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int copies;

    YamlNodes(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The node as a tree; empty when it cannot be one, which is then a problem. */
    Optional<YamlNode> convert(Node node) {
        if (open.contains(node)) {
            problems.report(location(node), "this contains itself through an alias", "write it out");
            return Optional.empty();
        }
        if (!seen.add(node) && ++copies > MAX_COPIES) {
            if (copies == MAX_COPIES + 1) {
                problems.report(location(node), "aliases multiply this document beyond " + MAX_COPIES + " nodes");
            }
            return Optional.empty();
        }
        if (!PLAIN_TAGS.contains(node.getTag())) {
            problems.report(
                    location(node), "the tag '" + node.getTag().getValue() + "' has no meaning here", "remove it");
        }
        open.add(node);
        Optional<YamlNode> converted = convertContent(node);
        open.remove(node);
        return converted;
    }

    private Optional<YamlNode> convertContent(Node node) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar(scalar));
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            sequence.getValue().forEach(item -> convert(item).ifPresent(items::add));
            return Optional.of(new YamlList(location(node), problems, items));
        }
        if (node instanceof MappingNode mapping) {
            return Optional.of(map(mapping));
        }
        if (node instanceof AnchorNode anchor) {
            return convert(anchor.getRealNode());
        }
        throw new IllegalArgumentException("not a kind of YAML node: " + node.getNodeId());
    }

    private YamlMap map(MappingNode mapping) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            key(tuple.getKeyNode()).ifPresent(key -> {
                YamlMap.Entry first = entries.get(key.text());
                if (first != null) {
                    problems.report(
                            key.location(),
                            "the key '" + key.text() + "' stands here for the second time",
                            "the first is at " + first.location());
                } else {
                    convert(tuple.getValueNode())
                            .ifPresent(v -> entries.put(key.text(), new YamlMap.Entry(key.text(), key.location(), v)));
                }
            });
        }
        boolean flow = mapping.getFlowStyle() == FlowStyle.FLOW;
        return new YamlMap(location(mapping), flow, problems, List.copyOf(entries.values()));
    }

    private Optional<YamlScalar> key(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.report(location(node), "a key must be a text; found a list or a map");
            return Optional.empty();
        }
        YamlScalar key = scalar(scalar);
        if (key.isPlain() && key.text().equals("<<")) {
            problems.report(key.location(), "merge keys ('<<') are not supported", "write the keys out");
            return Optional.empty();
        }
        return Optional.of(key);
    }

    private YamlScalar scalar(ScalarNode node) {
        Mark end = node.getEndMark();
        if (!isStorable(node.getValue())) {
            problems.report(location(node), "PostgreSQL cannot store a text with U+0000 or half a surrogate pair");
        }
        return new YamlScalar(node.getValue(), style(node), location(node), end.getLine() + 1, source, problems);
    }

    /** Escapes can say what no file can hold. */
    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    private static YamlScalar.Style style(ScalarNode node) {
        return switch (node.getScalarStyle()) {
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> YamlScalar.Style.DOUBLE_QUOTED;
            case SINGLE_QUOTED -> YamlScalar.Style.SINGLE_QUOTED;
            case LITERAL -> YamlScalar.Style.LITERAL;
            case FOLDED -> YamlScalar.Style.FOLDED;
            case PLAIN -> YamlScalar.Style.PLAIN;
        };
    }

    private SourceLocation location(Node node) {
        return source.location(
                node.getStartMark().getLine(), node.getStartMark().getColumn());
    }
}

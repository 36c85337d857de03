package dev.plumb.source;

import dev.plumb.source.SourceNode.Entry;
import dev.plumb.source.SourceNode.Mapping;
import dev.plumb.source.SourceNode.Scalar;
import dev.plumb.source.SourceNode.Sequence;
import dev.plumb.source.SourceNode.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Turns the parser's nodes into what whoever changes a text needs of them. */
final class SourceNodes {
    private static final int MAX_DEPTH = 60;

    private final String text;
    private final boolean oneUnitEach;

    SourceNodes(String text) {
        this.text = text;
        this.oneUnitEach = text.codePointCount(0, text.length()) == text.length();
    }

    /** @throws IllegalArgumentException for what no spec holds: a circle of aliases, a key that is no text */
    SourceNode convert(Node node, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested too deeply");
        }
        if (node instanceof AnchorNode anchor) {
            return convert(anchor.getRealNode(), depth + 1);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (node instanceof SequenceNode sequence) {
            List<SourceNode> items = new ArrayList<>();
            sequence.getValue().forEach(i -> items.add(convert(i, depth + 1)));
            return new Sequence(items, sequence.getFlowStyle() == FlowStyle.FLOW, span(node));
        }
        List<Entry> entries = new ArrayList<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new IllegalArgumentException("a key that is no text");
            }
            entries.add(new Entry(scalar(key), convert(tuple.getValueNode(), depth + 1)));
        }
        return new Mapping(entries, ((MappingNode) node).getFlowStyle() == FlowStyle.FLOW, span(node));
    }

    private Scalar scalar(ScalarNode node) {
        return new Scalar(node.getValue(), style(node), span(node));
    }

    private static SourceNode.Style style(ScalarNode node) {
        return switch (node.getScalarStyle()) {
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> SourceNode.Style.DOUBLE_QUOTED;
            case SINGLE_QUOTED -> SourceNode.Style.SINGLE_QUOTED;
            case LITERAL -> SourceNode.Style.LITERAL;
            case FOLDED -> SourceNode.Style.FOLDED;
            case PLAIN -> SourceNode.Style.PLAIN;
        };
    }

    private Span span(Node node) {
        Mark start = node.getStartMark();
        return new Span(
                offset(start),
                offset(node.getEndMark()),
                start.getLine(),
                start.getColumn(),
                Optional.ofNullable(node.getAnchor()));
    }

    private int offset(Mark mark) {
        return oneUnitEach ? mark.getIndex() : text.offsetByCodePoints(0, mark.getIndex());
    }
}

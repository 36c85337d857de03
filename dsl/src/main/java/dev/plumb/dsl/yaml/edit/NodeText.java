package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.yaml.YamlQuoting;
import dev.plumb.source.SourceNode;
import dev.plumb.source.SourceNode.Entry;
import dev.plumb.source.SourceNode.Mapping;
import dev.plumb.source.SourceNode.Scalar;
import dev.plumb.source.SourceNode.Sequence;
import dev.plumb.source.SourceNode.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes nodes of what Plumb has written itself into another file.
 *
 * @param step how much further in what belongs to a key stands
 * @param lineBreak of the file
 */
record NodeText(String step, String lineBreak) {
    /** On one line, inside brackets or braces. */
    static String flow(SourceNode node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().stream()
                    .map(e -> key(e.key()) + ": " + flow(e.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().map(NodeText::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return scalar((Scalar) node, true);
    }

    /** One of the language's own is written as it is, whatever YAML 1.1 makes of it: {@code on}. */
    private static String key(Scalar key) {
        return key.style() == Style.PLAIN ? key.value() : YamlQuoting.text(key.value(), true);
    }

    private static String scalar(Scalar scalar, boolean inFlow) {
        return scalar.style() == Style.PLAIN
                ? YamlQuoting.sql(scalar.value(), inFlow)
                : YamlQuoting.text(scalar.value(), inFlow);
    }

    /**
     * After a key that stands in a line of its own.
     *
     * @param indentation of the key
     * @return from behind the colon on, without a line break at the end
     */
    String block(SourceNode node, String indentation) {
        if (node instanceof Scalar scalar) {
            return isLiteral(scalar) ? literal(scalar, indentation) : " " + scalar(scalar, false);
        }
        List<String> lines = new ArrayList<>();
        if (node instanceof Mapping mapping) {
            if (mapping.flow()) {
                return " " + flow(mapping);
            }
            for (Entry entry : mapping.entries()) {
                lines.add(entry(entry.key(), entry.value(), indentation + step));
            }
        } else if (node instanceof Sequence sequence) {
            if (sequence.flow()) {
                return " " + flow(sequence);
            }
            sequence.items().forEach(i -> lines.add(indentation + step + "-" + block(i, indentation + step)));
        }
        return lineBreak + String.join(lineBreak, lines);
    }

    /** A whole entry with its indentation, without a line break at the end. */
    String entry(Scalar key, SourceNode value, String indentation) {
        return indentation + key(key) + ":" + block(value, indentation);
    }

    private static boolean isLiteral(Scalar scalar) {
        return (scalar.style() == Style.LITERAL || scalar.value().indexOf('\n') >= 0)
                && YamlQuoting.isBlock(scalar.value());
    }

    private String literal(Scalar scalar, String indentation) {
        return (scalar.value().endsWith("\n") ? " |" : " |-") + lineBreak + lines(scalar.value(), indentation + step);
    }

    /** The lines of a literal block. */
    String lines(String text, String indentation) {
        return text.lines().map(l -> l.isEmpty() ? "" : indentation + l).collect(Collectors.joining(lineBreak));
    }
}

package dev.plumb.source;

import java.util.List;
import java.util.Optional;

/**
 * A part of a YAML text that knows which characters it is written with: for whoever changes the text. Readers use {@link
 * YamlNode}. Aliases are copies of what they mean, with its span.
 */
public sealed interface SourceNode {
    Span span();

    /**
     * Which characters of the text.
     *
     * @param start of the first one, in UTF-16 units; {@code end} behind the last one, of blocks behind white space and comments too
     * @param line of the first one, from 0; {@code column} in code points, from 0
     * @param anchor the name under which aliases may mean it
     */
    record Span(int start, int end, int line, int column, Optional<String> anchor) {
        /** Of what stands in no text. */
        public static final Span NONE = new Span(0, 0, 0, 0, Optional.empty());
    }

    /** How a scalar is written. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    /** A text. */
    record Scalar(String value, Style style, Span span) implements SourceNode {
        public boolean isBlock() {
            return style == Style.LITERAL || style == Style.FOLDED;
        }
    }

    /** @param flow written in brackets */
    record Sequence(List<SourceNode> items, boolean flow, Span span) implements SourceNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** @param flow written in braces */
    record Mapping(List<Entry> entries, boolean flow, Span span) implements SourceNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(e -> e.key().value().equals(key)).findFirst();
        }
    }

    /** A key with its value. */
    record Entry(Scalar key, SourceNode value) {}
}

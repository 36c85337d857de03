package dev.plumb.dsl.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A YAML node to be written. It knows how it looks on one line, if it can stand on one. */
sealed interface YamlOut {
    /** On one line, inside brackets or braces. Empty when the node needs several lines. */
    Optional<String> inFlow();

    /** Writes the node after its key. */
    void write(YamlLines lines);

    /**
     * A scalar.
     *
     * @param sql SQL rather than a name or a plain text
     */
    record Text(String text, boolean sql) implements YamlOut {
        @Override
        public Optional<String> inFlow() {
            return YamlQuoting.isBlock(text) ? Optional.empty() : Optional.of(scalar(true));
        }

        @Override
        public void write(YamlLines lines) {
            if (YamlQuoting.isBlock(text)) {
                lines.block(sql ? text + "\n" : text);
            } else {
                lines.inline(scalar(false));
            }
        }

        private String scalar(boolean inFlow) {
            return sql ? YamlQuoting.sql(text, inFlow) : YamlQuoting.text(text, inFlow);
        }
    }

    /** A number or a truth value. */
    record Literal(String text) implements YamlOut {
        @Override
        public Optional<String> inFlow() {
            return Optional.of(text);
        }

        @Override
        public void write(YamlLines lines) {
            lines.inline(text);
        }
    }

    /** A list: in brackets when it fits on the line. */
    record Seq(List<YamlOut> items) implements YamlOut {
        public Seq {
            items = List.copyOf(items);
        }

        @Override
        public Optional<String> inFlow() {
            return allInFlow(items).map(texts -> "[" + String.join(", ", texts) + "]");
        }

        @Override
        public void write(YamlLines lines) {
            Optional<String> flow = inFlow().filter(f -> items.isEmpty() || lines.fits(f));
            flow.ifPresentOrElse(
                    lines::inline,
                    () -> lines.nested(() -> items.forEach(item -> {
                        lines.begin("-");
                        item.write(lines);
                    })));
        }
    }

    /**
     * A map.
     *
     * @param entries by key as it is to be written, with its quotes
     * @param compact in braces when it fits on the line
     */
    record Mapping(Map<String, YamlOut> entries, boolean compact) implements YamlOut {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public Optional<String> inFlow() {
            return allInFlow(entries.values()).map(values -> {
                List<String> pairs = new ArrayList<>();
                entries.keySet().forEach(k -> pairs.add(k + ": " + values.get(pairs.size())));
                return pairs.stream().collect(Collectors.joining(", ", "{", "}"));
            });
        }

        @Override
        public void write(YamlLines lines) {
            Optional<String> flow = inFlow().filter(f -> entries.isEmpty() || (compact && lines.fits(f)));
            flow.ifPresentOrElse(lines::inline, () -> lines.nested(() -> writeEntries(lines)));
        }

        void writeEntries(YamlLines lines) {
            entries.forEach((key, value) -> {
                lines.begin(key + ":");
                value.write(lines);
            });
        }
    }

    private static Optional<List<String>> allInFlow(Iterable<YamlOut> nodes) {
        List<String> texts = new ArrayList<>();
        for (YamlOut node : nodes) {
            Optional<String> text = node.inFlow();
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(texts);
    }
}

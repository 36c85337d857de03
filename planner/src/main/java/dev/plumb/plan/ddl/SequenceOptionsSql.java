package dev.plumb.plan.ddl;

import dev.plumb.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The options of sequences and identity columns. */
final class SequenceOptionsSql {
    private SequenceOptionsSql() {}

    /** What differs from PostgreSQL's defaults, for a definition: {@code start with 5 increment by 2}. */
    static List<String> definition(SequenceOptions options) {
        List<String> parts = new ArrayList<>();
        options.increment().ifPresent(v -> parts.add("increment by " + v));
        options.minValue().ifPresent(v -> parts.add("minvalue " + v));
        options.maxValue().ifPresent(v -> parts.add("maxvalue " + v));
        options.start().ifPresent(v -> parts.add("start with " + v));
        options.cache().ifPresent(v -> parts.add("cache " + v));
        if (options.cycle()) {
            parts.add("cycle");
        }
        return parts;
    }

    /** What turns one into the other; nothing when they are equal. Both canonical. */
    static List<String> changes(SequenceOptions from, SequenceOptions to) {
        List<String> parts = new ArrayList<>();
        if (!from.increment().equals(to.increment())) {
            parts.add("increment by " + to.increment().orElse(1L));
        }
        boolean turned = isAscending(from) != isAscending(to);
        if (turned || !from.minValue().equals(to.minValue())) {
            parts.add(to.minValue().map(v -> "minvalue " + v).orElse("no minvalue"));
        }
        if (turned || !from.maxValue().equals(to.maxValue())) {
            parts.add(to.maxValue().map(v -> "maxvalue " + v).orElse("no maxvalue"));
        }
        if (!Objects.equals(start(from), start(to))) {
            parts.add("start with " + start(to));
        }
        if (!from.cache().equals(to.cache())) {
            parts.add("cache " + to.cache().orElse(1L));
        }
        if (from.cycle() != to.cycle()) {
            parts.add(to.cycle() ? "cycle" : "no cycle");
        }
        return parts;
    }

    private static boolean isAscending(SequenceOptions options) {
        return options.increment().orElse(1L) > 0;
    }

    /** The first value: {@code alter sequence} has no word for "the default start", it follows from the other options. */
    private static Long start(SequenceOptions options) {
        return options.start()
                .orElseGet(() -> isAscending(options)
                        ? options.minValue().orElse(1L)
                        : options.maxValue().orElse(-1L));
    }
}

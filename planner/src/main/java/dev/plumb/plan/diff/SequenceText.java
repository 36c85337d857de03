package dev.plumb.plan.diff;

import dev.plumb.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;

/** Options of a sequence for people. */
final class SequenceText {
    private SequenceText() {}

    /** {@code start 5 increment 2}; {@code defaults} when none is given. */
    static String of(SequenceOptions options) {
        List<String> words = new ArrayList<>();
        options.start().ifPresent(v -> words.add("start " + v));
        options.increment().ifPresent(v -> words.add("increment " + v));
        options.minValue().ifPresent(v -> words.add("minvalue " + v));
        options.maxValue().ifPresent(v -> words.add("maxvalue " + v));
        options.cache().ifPresent(v -> words.add("cache " + v));
        if (options.cycle()) {
            words.add("cycle");
        }
        return words.isEmpty() ? "defaults" : String.join(" ", words);
    }
}

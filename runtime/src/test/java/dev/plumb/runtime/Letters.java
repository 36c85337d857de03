package dev.plumb.runtime;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** A vector that anybody can check: how often each of some letters is in a text. */
final class Letters implements ColumnFunction {
    private final AtomicInteger calls = new AtomicInteger();

    /** How many texts were embedded. */
    int calls() {
        return calls.get();
    }

    @Override
    public String name() {
        return "test.letters";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return "Counts letters.";
    }

    @Override
    public Signature signature() {
        return Signature.of(
                ValueType.REAL_ARRAY,
                Parameter.required("text", ValueType.TEXT, "what to count in"),
                Parameter.withDefault("letters", ValueType.TEXT, "abc", "what to count")
                        .asConstant());
    }

    @Override
    public OptionalInt dimensions(Arguments constants) {
        return OptionalInt.of(constants.text("letters").length());
    }

    @Override
    public List<Outcome> compute(List<Arguments> rows) {
        calls.addAndGet(rows.size());
        return rows.stream().map(Letters::embed).toList();
    }

    private static Outcome embed(Arguments row) {
        String text = row.text("text");
        if (text.contains("!")) {
            return Outcome.error("Shouting", "nobody embeds what is shouted: " + text);
        }
        String letters = row.text("letters");
        float[] vector = new float[letters.length()];
        text.chars().map(letters::indexOf).filter(i -> i >= 0).forEach(i -> vector[i]++);
        return Outcome.value(vector);
    }
}

package com.example.plumb;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import java.util.List;

/** How many minutes a text takes to read. */
public final class ReadingTime implements ColumnFunction {
    private static final int LONGEST = 1_000_000;

    private static final Signature SIGNATURE = Signature.of(
            ValueType.INTEGER,
            Parameter.required("text", ValueType.TEXT, "the text to read"),
            Parameter.withDefault("words_per_minute", ValueType.INTEGER, 230, "how fast it is read")
                    .asConstant());

    @Override
    public String name() {
        return "example.reading_time";
    }

    /** Change it whenever the same arguments would give another result: Plumb then asks whether to compute the rows again. */
    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return "The minutes that a text takes to read, rounded up.";
    }

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    /** Asked when the schema is planned: what is wrong here never reaches a row. */
    @Override
    public List<String> problems(Arguments constants) {
        int speed = constants.integer("words_per_minute");
        return speed >= 1 ? List.of() : List.of("words_per_minute is " + speed + ", expected at least 1");
    }

    /** Called from several threads at once; this one keeps nothing between calls. */
    @Override
    public List<Outcome> compute(List<Arguments> rows) {
        return rows.stream().map(ReadingTime::minutes).toList();
    }

    private static Outcome minutes(Arguments row) {
        String text = row.text("text").strip();
        if (text.length() > LONGEST) {
            // One row's error: the others keep their values.
            return Outcome.error("too_long", "the text has " + text.length() + " characters, more than " + LONGEST);
        }
        int words = text.isEmpty() ? 0 : text.split("\\s+").length;
        int speed = row.integer("words_per_minute");
        return Outcome.value((words + speed - 1) / speed);
    }
}

package dev.plumb.stress;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;

/** A user's function, in a jar of its own: takes its time, so that rows change while it computes, and fails for a seventh of its rows. */
public final class Mix implements ColumnFunction {
    private static final byte[] BALLAST = new byte[32 * 1024];
    private static final Signature SIGNATURE = Signature.of(
            ValueType.TEXT,
            Parameter.required("number", ValueType.INTEGER, "put after the text; unlucky when it is 3 modulo 7"),
            Parameter.required("text", ValueType.TEXT, "what comes first"));

    @Override
    public String name() {
        return "stress.mix";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return "The text, a hash and the number; an error for unlucky numbers.";
    }

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Limits limits() {
        return Limits.defaults().withBatchSize(200);
    }

    @Override
    public List<Outcome> compute(List<Arguments> rows) {
        takeTime();
        return rows.stream().map(Mix::compute).toList();
    }

    /** Up to some milliseconds of work. */
    private static void takeTime() {
        CRC32 sum = new CRC32();
        for (int round = ThreadLocalRandom.current().nextInt(200); round > 0; round--) {
            sum.update(BALLAST);
        }
    }

    private static Outcome compute(Arguments row) {
        int number = row.integer("number");
        return Math.floorMod(number, 7) == 3
                ? Outcome.error("unlucky", "the number is unlucky")
                : Outcome.value(row.text("text") + "#" + number);
    }
}

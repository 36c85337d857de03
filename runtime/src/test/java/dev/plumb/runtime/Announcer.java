package dev.plumb.runtime;

import dev.plumb.plan.Step;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import dev.plumb.runtime.apply.ApplyListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hears every step of an apply and every call of its function, and tells what it passes.
 *
 * @param reached is told each point before anything goes on
 * @param computed is told the ids of the rows of each call
 */
record Announcer(Consumer<String> reached, Consumer<List<Long>> computed) implements ApplyListener, ColumnFunction {
    private static final Signature SIGNATURE = Signature.of(
            ValueType.INTEGER,
            Parameter.required("id", ValueType.BIGINT, "of the row"),
            Parameter.required("text", ValueType.TEXT, "whose length it gives"),
            Parameter.required("factor", ValueType.INTEGER, "times this").asConstant());

    @Override
    public void runStarted(long run, int steps) {
        reached.accept("run started");
    }

    @Override
    public void stepStarted(Step step) {
        reached.accept("started " + step.sql());
    }

    @Override
    public void stepFinished(Step step, Duration duration) {
        reached.accept("finished " + step.sql());
    }

    @Override
    public void committed(Step step) {
        reached.accept("committed " + step.sql());
    }

    @Override
    public String name() {
        return "test.length";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return "The length of a text.";
    }

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Limits limits() {
        return Limits.defaults().withBatchSize(1000);
    }

    @Override
    public List<Outcome> compute(List<Arguments> rows) {
        computed.accept(rows.stream().map(row -> row.get("id", Long.class)).toList());
        List<Outcome> outcomes = rows.stream()
                .map(row -> Outcome.value(row.text("text").length() * row.integer("factor")))
                .toList();
        reached.accept("computed " + rows.size() + " rows");
        return outcomes;
    }
}

package dev.plumb.runtime.function;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.UnusableException;
import dev.plumb.plugin.ValueType;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A function that does what a test says, and counts. */
record ByHand(
        ValueType result,
        Function<List<Arguments>, List<Outcome>> body,
        AtomicInteger rows,
        AtomicInteger opened,
        AtomicInteger closed)
        implements ColumnFunction {
    static ByHand giving(Function<Arguments, Outcome> each) {
        return answering(ValueType.TEXT, rows -> rows.stream().map(each).toList());
    }

    static ByHand answering(ValueType result, Function<List<Arguments>, List<Outcome>> body) {
        return new ByHand(result, body, new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    }

    LoadedFunction loaded() {
        return new LoadedFunction(this, FunctionDescription.of(this), "the application");
    }

    @Override
    public String name() {
        return "test.by_hand";
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public String description() {
        return "Does what a test says.";
    }

    @Override
    public Signature signature() {
        return Signature.of(
                result,
                Parameter.required("text", ValueType.TEXT, "a text"),
                Parameter.optional("more", ValueType.TEXT, "another"));
    }

    @Override
    public void open(FunctionContext context) throws UnusableException {
        opened.incrementAndGet();
        context.requiredVariable("TEST_KEY");
    }

    @Override
    public List<Outcome> compute(List<Arguments> asked) {
        rows.addAndGet(asked.size());
        return body.apply(asked);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}

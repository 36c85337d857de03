import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import java.util.List;

/** Like a remote model: one row a call, 50 ms, 64 calls at once. */
public final class Nap implements ColumnFunction {
    static final int MILLIS = 50;
    static final int CONCURRENCY = 64;

    private static final Signature SIGNATURE =
            Signature.of(ValueType.INTEGER, Parameter.required("text", ValueType.TEXT, "whose length it gives"));

    @Override
    public String name() {
        return "bench.nap";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return "The length of the text, after a while.";
    }

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Limits limits() {
        return Limits.defaults().withBatchSize(1).withConcurrency(CONCURRENCY);
    }

    @Override
    public List<Outcome> compute(List<Arguments> rows) throws InterruptedException {
        Thread.sleep(MILLIS);
        return rows.stream()
                .map(row -> Outcome.value(row.text("text").length()))
                .toList();
    }
}

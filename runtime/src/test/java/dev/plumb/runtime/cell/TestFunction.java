package dev.plumb.runtime.cell;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.FunctionException;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A function of one text, made in the test, that counts how often each argument was asked for. */
public final class TestFunction implements ColumnFunction {
    /** What it does for a call. */
    @FunctionalInterface
    public interface Body {
        List<Outcome> compute(List<String> texts) throws FunctionException, InterruptedException;
    }

    private final String name;
    private final String version;
    private final Body body;
    private final Limits limits;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    private TestFunction(String name, String version, Limits limits, Body body) {
        this.name = name;
        this.version = version;
        this.limits = limits;
        this.body = body;
    }

    /** One outcome for each text. */
    public static TestFunction each(String name, Function<String, Outcome> row) {
        return of(name, Limits.defaults(), texts -> texts.stream().map(row).toList());
    }

    public static TestFunction of(String name, Limits limits, Body body) {
        return new TestFunction(name, "1", limits, body);
    }

    /** The same in another version. */
    public TestFunction inVersion(String other) {
        return new TestFunction(name, other, limits, body);
    }

    /** By argument, how often it was asked for. */
    public Map<String, Integer> asked() {
        return asked;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String description() {
        return "a function of the tests";
    }

    @Override
    public Signature signature() {
        return Signature.of(ValueType.TEXT, Parameter.required("text", ValueType.TEXT, "any text"));
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public List<Outcome> compute(List<Arguments> rows) throws FunctionException, InterruptedException {
        List<String> texts = rows.stream().map(row -> row.text("text")).toList();
        texts.forEach(text -> asked.merge(text, 1, Integer::sum));
        return body.compute(texts);
    }
}

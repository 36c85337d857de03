package dev.plumb.function;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Signature;
import java.util.List;

/** A function that computes each row by itself, at once. */
public abstract class RowFunction implements ColumnFunction {
    private final String name;
    private final String version;
    private final String description;
    private final Signature signature;

    protected RowFunction(String name, String version, String description, Signature signature) {
        this.name = name;
        this.version = version;
        this.description = description;
        this.signature = signature;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String version() {
        return version;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public final Signature signature() {
        return signature;
    }

    @Override
    public final List<Outcome> compute(List<Arguments> rows) {
        return rows.stream().map(this::compute).toList();
    }

    /** The outcome of one row. */
    protected abstract Outcome compute(Arguments row);
}

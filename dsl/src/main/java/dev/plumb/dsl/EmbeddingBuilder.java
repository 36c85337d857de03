package dev.plumb.dsl;

import dev.plumb.schema.Address;
import dev.plumb.schema.Argument;
import dev.plumb.schema.Computation.FunctionCall;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.Metric;
import dev.plumb.schema.Recompute;
import dev.plumb.source.SourceLocation;

/** An index that finds rows whose text is alike. */
public final class EmbeddingBuilder extends Declared<EmbeddingBuilder> {
    private final String name;
    private final SourceLocation location;
    private final FunctionArguments arguments = new FunctionArguments();
    private String column = "";
    private String function = "";
    private Metric metric = Metric.COSINE;
    private int dimensions;
    private IfExists ifExists = IfExists.UPDATE;
    private Recompute recompute = Recompute.UNDECIDED;

    EmbeddingBuilder(Recording recording, String name) {
        super(recording);
        this.name = name;
        this.location = here();
    }

    /** The column whose text is embedded. */
    public EmbeddingBuilder of(String embedded) {
        column = embedded;
        return this;
    }

    /** The function that makes a vector of a text: {@code embed.hashing}. */
    public EmbeddingBuilder function(String functionName) {
        function = functionName;
        return this;
    }

    /** What a parameter of the function gets; the embedded column goes to {@code text} by itself. */
    public EmbeddingBuilder arg(String parameter, Argument argument) {
        arguments.put(parameter, argument, here());
        return this;
    }

    /** How distance is measured; {@link Metric#COSINE} unless given. */
    public EmbeddingBuilder metric(Metric distance) {
        metric = distance;
        return this;
    }

    /** Numbers per vector, 1 to {@link EmbeddingIndex#MAX_DIMENSIONS}. */
    public EmbeddingBuilder dimensions(int count) {
        dimensions = count;
        return this;
    }

    /** What another version of the function means: computing all vectors again, or keeping them; asked for unless given. */
    public EmbeddingBuilder recompute(boolean again) {
        recompute = Recompute.of(again);
        return this;
    }

    public EmbeddingBuilder ifExists(IfExists action) {
        ifExists = action;
        return this;
    }

    @Override
    EmbeddingBuilder self() {
        return this;
    }

    @Override
    Declaration declaration() {
        return new Declaration(super.declaration().renamedFrom(), ifExists, false, recompute);
    }

    EmbeddingIndex build(Address address) {
        if (column.isEmpty() || function.isEmpty()) {
            problem("needs a column and a function");
        }
        if (dimensions < 1 || dimensions > EmbeddingIndex.MAX_DIMENSIONS) {
            problem("needs 1 to " + EmbeddingIndex.MAX_DIMENSIONS + " dimensions; found " + dimensions);
        }
        FunctionCall call = new FunctionCall(function, arguments.build(recording(), address));
        return new EmbeddingIndex(name, column, call, metric, dimensions, comment(), declaration());
    }

    private void problem(String what) {
        recording().problems().report(location, "embedding index '" + name + "' " + what);
    }
}

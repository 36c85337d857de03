package dev.plumb.schema;

import dev.plumb.schema.Computation.FunctionCall;
import java.util.List;
import java.util.Optional;

/**
 * An index that finds the rows whose text is like another: a hidden computed column of the same name holds a vector per row.
 *
 * @param column whose text is embedded
 * @param call the function as written: without the embedded column, unless an argument says where it goes
 * @param dimensions numbers per vector, 1 to {@link #MAX_DIMENSIONS}
 */
public record EmbeddingIndex(
        String name,
        String column,
        FunctionCall call,
        Metric metric,
        int dimensions,
        Optional<String> comment,
        Declaration declaration) {
    /** As many as an HNSW index of pgvector takes. */
    public static final int MAX_DIMENSIONS = 2000;

    /** The parameter that the embedded column goes to when no argument names it. */
    public static final String PARAMETER = "text";

    /** The type of the hidden column on every server; one with pgvector has a better one. */
    public static final String ARRAY_TYPE = "real[]";

    /** The call with all of its arguments. */
    public FunctionCall computation() {
        boolean said = call.takes(column) || call.arguments().containsKey(PARAMETER);
        return said ? call : call.with(PARAMETER, Argument.column(column));
    }

    public List<String> inputs(Table table) {
        return computation().inputs(table);
    }

    /**
     * The hidden column.
     *
     * @param type SQL
     */
    public ComputedColumn asComputedColumn(String type) {
        return new ComputedColumn(name, type, computation(), OnError.ABORT, true, Optional.empty(), declaration);
    }
}

package dev.plumb.schema;

import dev.plumb.schema.Computation.FunctionCall;
import dev.plumb.schema.sql.SqlNames;
import java.util.List;
import java.util.Optional;

/**
 * An index that finds the rows whose text is like another: a hidden computed column of the same name holds a vector per row.
 *
 * @param column whose text is embedded
 * @param call the function as written: without the embedded column, unless an argument says where it goes
 * @param dimensions numbers per vector, 1 to {@link #MAX_DIMENSIONS}
 * @param store how a server keeps the vectors; no spec says that
 */
public record EmbeddingIndex(
        String name,
        String column,
        FunctionCall call,
        Metric metric,
        int dimensions,
        Optional<String> comment,
        Declaration declaration,
        VectorStore store) {
    /** As many as an HNSW index of pgvector takes. */
    public static final int MAX_DIMENSIONS = 2000;

    /** The parameter that the embedded column goes to when no argument names it. */
    public static final String PARAMETER = "text";

    /** As every server can keep it. */
    public EmbeddingIndex(
            String name,
            String column,
            FunctionCall call,
            Metric metric,
            int dimensions,
            Optional<String> comment,
            Declaration declaration) {
        this(name, column, call, metric, dimensions, comment, declaration, VectorStore.ARRAY);
    }

    public EmbeddingIndex withStore(VectorStore store) {
        return new EmbeddingIndex(name, column, call, metric, dimensions, comment, declaration, store);
    }

    /** The call with all of its arguments. */
    public FunctionCall computation() {
        boolean said = call.takes(column) || call.arguments().containsKey(PARAMETER);
        return said ? call : call.with(PARAMETER, Argument.column(column));
    }

    public List<String> inputs(Table table) {
        return computation().inputs(table);
    }

    /** The hidden column. What cannot be embedded in one row does not stop the others. */
    public ComputedColumn asComputedColumn() {
        return new ComputedColumn(
                name, store.type(dimensions), computation(), OnError.IGNORE, true, comment, declaration);
    }

    /** The server's own index over the hidden column. */
    public Optional<Index> asIndex() {
        return store.method()
                .map(method -> new Index(
                        name,
                        method,
                        false,
                        List.of(SqlNames.quote(name) + " " + metric.operatorClass()),
                        List.of(),
                        false,
                        StorageParameters.NONE,
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        declaration));
    }
}

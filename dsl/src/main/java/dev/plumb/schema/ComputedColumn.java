package dev.plumb.schema;

import java.util.List;
import java.util.Optional;

/**
 * A column that Plumb computes from the other columns of its row, fills, and keeps right. It shares the names of the table's
 * columns.
 *
 * @param type SQL, {@code integer}, {@code library.status[]}
 * @param onError what an error in one row means for the filling of all
 * @param nullable false when the column is to be not null once it is filled
 */
public record ComputedColumn(
        String name,
        String type,
        Computation computation,
        OnError onError,
        boolean nullable,
        Optional<String> comment,
        Declaration declaration) {

    /** The columns of the table that it is computed from, itself among them when a spec says so by mistake. */
    public List<String> inputs(Table table) {
        return computation.inputs(table);
    }

    /** The column as PostgreSQL sees it while it is being filled: without a default, and null until computed. */
    public Column lowered() {
        return new Column(name, type, false, Optional.empty(), ColumnValue.NONE, comment, declaration);
    }
}

package dev.plumb.runtime.function;

import dev.plumb.schema.Address;
import dev.plumb.schema.Computation.FunctionCall;
import dev.plumb.schema.Table;
import java.util.OptionalInt;

/**
 * A call that a spec declares.
 *
 * @param column where its result goes
 * @param declared what its problems are reported at: the computed column or the embedding index
 * @param table with the types of all columns as the server names them
 * @param dimensions that its vectors must have, when the spec says so
 */
public record DeclaredCall(Address column, Address declared, FunctionCall call, Table table, OptionalInt dimensions) {
    /** The type of the column that holds its result. */
    String resultType() {
        return type(column.name());
    }

    String type(String name) {
        return table.column(name).orElseThrow().type();
    }
}

package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.runtime.function.LoadedFunction;

/** The function of a column is not here, or another version of it. Never a cell error. */
public final class MissingFunctionException extends PlumbException {
    private static final long serialVersionUID = 1L;

    private MissingFunctionException(String happened, String remedy) {
        super(happened, remedy);
    }

    static MissingFunctionException notFound(ComputedTable table, Cell cell, CallDefinition definition) {
        return new MissingFunctionException(
                "the column " + cell.column() + " of " + table.name() + " is computed by the function "
                        + definition.function() + ", which is not here",
                "put its jar into the project's plugins/ folder; 'plumb functions' lists what was found");
    }

    static MissingFunctionException otherVersion(
            ComputedTable table, Cell cell, CallDefinition definition, LoadedFunction function) {
        return new MissingFunctionException(
                "the column " + cell.column() + " of " + table.name() + " is computed by version "
                        + definition.version() + " of the function " + definition.function() + ", here is version "
                        + function.description().version(),
                "bring that version back, or plan and apply, which asks whether to compute the rows again");
    }
}

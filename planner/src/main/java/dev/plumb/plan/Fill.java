package dev.plumb.plan;

import dev.plumb.schema.Address;
import java.util.List;

/**
 * Computed columns of one table that have to be filled for the rows that are there.
 *
 * @param table under its name at the time of the step
 * @param schema physical
 * @param columns in the order in which they depend on each other
 * @param estimatedRows from statistics; negative when never analysed
 * @param calls how many of the columns functions compute
 * @param cost what can be said before of how long it takes
 * @param keyed whether rows can be told apart, so that they are filled along the key; without one along the blocks of the table
 * @param undo the statements that take what is new back out, when a row's error ends it; empty when nothing can be taken out
 * @param undone the columns that then are gone
 */
public record Fill(
        Address table,
        String schema,
        List<String> columns,
        long estimatedRows,
        int calls,
        FillCost cost,
        boolean keyed,
        List<String> undo,
        List<Address> undone) {
    public Fill {
        columns = List.copyOf(columns);
        undo = List.copyOf(undo);
        undone = List.copyOf(undone);
    }
}

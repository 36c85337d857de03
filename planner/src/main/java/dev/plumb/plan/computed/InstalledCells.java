package dev.plumb.plan.computed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What keeps the cells of a live table right.
 *
 * @param installed as its functions say: with the names that the table and its columns had then
 * @param current the same under present names
 * @param beside what is not part of the model
 * @param trouble what is wrong with it, so that the cells cannot be trusted: a trigger that is disabled, gone, or changed by hand
 */
public record InstalledCells(ComputedTable installed, ComputedTable current, Beside beside, Optional<String> trouble) {
    /** Everything that the plumbing keeps right, also what stands beside. */
    public ComputedTable all() {
        List<Cell> cells = new ArrayList<>(current.cells());
        cells.addAll(beside.next());
        return new ComputedTable(current.schema(), current.table(), current.key(), current.partitioned(), cells);
    }
}

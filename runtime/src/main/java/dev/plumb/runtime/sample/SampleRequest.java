package dev.plumb.runtime.sample;

import dev.plumb.schema.Address;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to try.
 *
 * @param address of the table
 * @param table as declared, with the column
 * @param column the name of one of its computed columns
 * @param rows how many, at least 1
 * @param where a condition on the rows, in logical names
 */
public record SampleRequest(Address address, Table table, String column, int rows, Optional<String> where) {
    /** The column and the computed ones that it needs, directly or not, each after its inputs. */
    List<ComputedColumn> chain() {
        Set<String> needed = new HashSet<>(Set.of(column));
        List<ComputedColumn> chain = new ArrayList<>();
        List<ComputedColumn> ordered = table.computedInOrder();
        for (int i = ordered.size() - 1; i >= 0; i--) {
            if (needed.contains(ordered.get(i).name())) {
                chain.add(0, ordered.get(i));
                needed.addAll(ordered.get(i).inputs(table));
            }
        }
        return chain;
    }

    /** The other columns that the chain needs, in the table's order. */
    List<String> stored() {
        List<ComputedColumn> chain = chain();
        Set<String> needed = new HashSet<>();
        chain.forEach(c -> needed.addAll(c.inputs(table)));
        chain.forEach(c -> needed.remove(c.name()));
        return table.columnNames().stream().filter(needed::contains).toList();
    }
}

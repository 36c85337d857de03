package dev.plumb.schema;

import dev.plumb.schema.sql.ColumnReferences;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the rows of a partitioned table are divided by.
 *
 * @param elements SQL of each: {@code at}, {@code lower(region)}, {@code region COLLATE "C"}
 */
public record PartitionKey(PartitionStrategy strategy, List<String> elements) {
    public PartitionKey {
        elements = List.copyOf(elements);
    }

    /** The columns of the table that it names, as far as the texts tell. */
    public Set<String> columns(Table table) {
        return elements.stream()
                .flatMap(e -> ColumnReferences.in(e, table.name()).columns().stream())
                .filter(table.columnNames()::contains)
                .collect(Collectors.toSet());
    }

    public PartitionKey withElements(List<String> elements) {
        return new PartitionKey(strategy, elements);
    }

    /** {@code range (at)}. */
    @Override
    public String toString() {
        return strategy.keyword() + " (" + String.join(", ", elements) + ")";
    }
}

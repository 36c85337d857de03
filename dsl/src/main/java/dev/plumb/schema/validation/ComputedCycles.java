package dev.plumb.schema.validation;

import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Columns that are computed from each other in a circle. */
final class ComputedCycles {
    private final Map<String, List<String>> inputs = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private final Map<String, List<String>> cycles = new LinkedHashMap<>();

    private ComputedCycles() {}

    /** Each circle once, by the column where it was entered; the names lead from there, each to an input, back to it. */
    static Map<String, List<String>> find(Table table) {
        ComputedCycles search = new ComputedCycles();
        for (ComputedColumn column : table.computed()) {
            search.inputs.putIfAbsent(column.name(), column.inputs(table));
        }
        for (EmbeddingIndex index : table.embeddings()) {
            search.inputs.putIfAbsent(index.name(), index.inputs(table));
        }
        search.inputs.keySet().forEach(column -> search.visit(column, new ArrayList<>()));
        return search.cycles;
    }

    private void visit(String column, List<String> path) {
        int entered = path.indexOf(column);
        if (entered >= 0) {
            List<String> cycle = new ArrayList<>(path.subList(entered, path.size()));
            cycle.add(column);
            cycles.putIfAbsent(column, cycle);
        } else if (inputs.containsKey(column) && done.add(column)) {
            path.add(column);
            inputs.getOrDefault(column, List.of()).forEach(input -> visit(input, path));
            path.remove(path.size() - 1);
        }
    }
}

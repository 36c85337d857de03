package dev.plumb.plan.computed;

import dev.plumb.schema.OnError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The filling of columns as plain statements in one transaction, for who has no engine: the server computes expressions, for all rows
 * at once; what functions compute is noted, row by row, for a worker.
 */
public final class FillScript {
    private final ComputedTable table;
    private final CellStatements statements;

    public FillScript(ComputedTable table) {
        this.table = table;
        this.statements = new CellStatements(table);
    }

    /** The statements, without closing semicolons. */
    public List<String> of(List<String> columns) {
        List<String> script = new ArrayList<>();
        if (columns.equals(List.of(RowColumn.NAME))) {
            script.add(WriteMode.fill());
            script.add(statements.fillRowColumn(Window.ALL));
            script.add(WriteMode.client());
            return script;
        }
        List<Cell> called =
                table.cells(columns).stream().filter(Cell::isFunction).toList();
        Set<String> follow = called.stream()
                .flatMap(c -> table.dependents(c).stream())
                .map(Cell::column)
                .collect(Collectors.toCollection(HashSet::new));
        List<Cell> expressions = table.cells(columns).stream()
                .filter(c -> !c.isFunction() && !follow.contains(c.column()))
                .toList();
        if (!expressions.isEmpty()) {
            script.addAll(expressions(expressions));
        }
        if (!called.isEmpty()) {
            script.add(statements.noteAll(names(called)));
        }
        return script;
    }

    /** What may fail in one row without ending all is computed row by row. */
    private List<String> expressions(List<Cell> cells) {
        List<String> columns = List.copyOf(names(cells));
        boolean together = cells.stream().allMatch(c -> table.setWise(c) && c.onError() == OnError.ABORT);
        return together
                ? List.of(WriteMode.fill(), statements.fill(columns, Window.ALL), WriteMode.client())
                : List.of(WriteMode.recompute(columns), statements.recompute(columns, Window.ALL), WriteMode.client());
    }

    private static Collection<String> names(List<Cell> cells) {
        return cells.stream().map(Cell::column).toList();
    }
}

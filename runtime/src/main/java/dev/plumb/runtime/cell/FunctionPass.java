package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.CallStatements;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cells of functions of which none is computed from another: their rows are read once, and written once. What depends on them is seen by
 * the next pass, as the database keeps it.
 */
public final class FunctionPass {
    private final ComputedTable table;
    private final CallStatements statements;
    private final List<FunctionCell> cells;
    private final List<String> columns;
    private final InputLayout layout;

    private FunctionPass(ComputedTable table, List<FunctionCell> cells) {
        this.table = table;
        this.statements = new CallStatements(table);
        this.cells = List.copyOf(cells);
        this.columns = cells.stream().map(FunctionCell::column).toList();
        this.layout = new InputLayout(statements.keyColumns(), statements.inputs(columns), cells);
    }

    /**
     * The passes that compute these columns, in their order. Their functions are open.
     *
     * @param columns others than those of functions are left out
     */
    public static List<FunctionPass> of(ComputedTable table, Collection<String> columns, CellFunctions functions) {
        Map<String, Integer> depths = new HashMap<>();
        Map<Integer, List<FunctionCell>> passes = new TreeMap<>();
        for (Cell cell : table.cells()) {
            int depth = cell.inputs().stream()
                    .mapToInt(i -> depths.getOrDefault(i.name(), 0))
                    .max()
                    .orElse(0);
            boolean isOurs = cell.isFunction() && columns.contains(cell.column());
            depths.put(cell.column(), isOurs ? depth + 1 : depth);
            if (isOurs) {
                passes.computeIfAbsent(depth, d -> new ArrayList<>()).add(functions.of(table, cell));
            }
        }
        return passes.values().stream()
                .map(group -> new FunctionPass(table, group))
                .toList();
    }

    /** In the table's order. */
    public List<String> columns() {
        return columns;
    }

    /**
     * Reads the inputs of a window's rows.
     *
     * @param stripes into how many the rows are divided
     * @param first the first stripe that is wanted
     */
    public InputRows readWindow(Connection connection, Window window, int stripes, int first) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(statements.readWindow(columns, window, stripes, first))) {
            return new InputRows(layout.read(rows));
        }
    }

    /**
     * Reads the inputs of some rows. Those that are gone are left out.
     *
     * @param keys JSON arrays
     */
    public InputRows readKeys(Connection connection, Collection<String> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(statements.readKeys(columns))) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                return new InputRows(layout.read(rows));
            }
        }
    }

    /** Calls the functions. No transaction needs to be open meanwhile. */
    public ComputedRows compute(InputRows rows) throws InterruptedException {
        Map<String, List<CellResult>> results = new LinkedHashMap<>();
        for (FunctionCell cell : cells) {
            results.put(cell.column(), cell.compute(rows.rows(), layout));
        }
        List<String> aborting = cells.stream()
                .filter(FunctionCell::aborts)
                .map(FunctionCell::column)
                .toList();
        return new ComputedRows(rows.rows(), results, aborting);
    }

    /** What writes the results of this pass. */
    public CellWriter writer(long relation) {
        boolean hasDependents = columns.stream()
                .flatMap(column -> table.cell(column).stream())
                .anyMatch(cell -> !table.dependents(cell).isEmpty());
        return new CellWriter(relation, columns, statements, layout, hasDependents);
    }
}

package dev.plumb.plan.planning;

import dev.plumb.plan.computed.CallVersion;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.diff.Cells;
import dev.plumb.schema.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is filled beside the present version of a table's computed columns.
 *
 * @param columns that are replaced
 * @param next their next versions, in the order in which they depend on each other
 * @param begun of these, what an interrupted run left to go on with
 * @param filled of these, the columns that are filled
 */
record Replacement(Set<String> columns, List<Cell> next, List<Cell> begun, Set<String> filled) {
    static Replacement none() {
        return new Replacement(Set.of(), List.of(), List.of(), Set.of());
    }

    static Replacement of(Cells cells, Address table) {
        List<Cell> begun = cells.begun(table);
        Set<String> filled = new HashSet<>();
        cells.installed(table).map(InstalledCells::beside).ifPresent(b -> filled.addAll(b.filled()));
        filled.retainAll(begun.stream().map(Cell::column).toList());
        return new Replacement(cells.replaced(table), cells.next(table), begun, filled);
    }

    boolean isEmpty() {
        return next.isEmpty();
    }

    List<String> nextColumns() {
        return next.stream().map(Cell::column).toList();
    }

    /** What has no column yet. */
    List<Cell> added() {
        return next.stream().filter(c -> !begun.contains(c)).toList();
    }

    List<String> toFill() {
        return nextColumns().stream().filter(c -> !filled.contains(c)).toList();
    }

    /** The column whose next version this is; any other is itself. */
    String replaced(String column) {
        return columns.stream()
                .filter(c -> PlumbingNames.next(c).equals(column))
                .findFirst()
                .orElse(column);
    }

    /** Next versions that nobody wants any more. */
    List<String> outdated(Optional<ComputedTable> before) {
        return before.stream()
                .flatMap(b -> b.cells().stream())
                .filter(c -> PlumbingNames.isNext(c.column()) && !begun.contains(c))
                .map(Cell::column)
                .toList();
    }

    /** What is kept right while the next versions are filled: these, and of all others what clients see. */
    ComputedTable during(Optional<ComputedTable> before, ComputedTable after) {
        if (next.isEmpty()) {
            return after;
        }
        List<Cell> seen = new ArrayList<>();
        for (Cell cell : after.cells()) {
            boolean isReplaced = columns.contains(cell.column());
            seen.add(isReplaced ? CallVersion.atHand(present(before, cell), cell) : cell);
        }
        List<Cell> cells = ordered(seen);
        cells.addAll(next);
        boolean keyless = after.key().isEmpty() && ComputedTable.needsKey(cells);
        return (keyless ? after.withKey(before.orElseThrow().key()) : after).withCells(cells);
    }

    /** What is kept right once the replacement was given up: of the present values nobody knows another definition. */
    ComputedTable givenUp(Optional<ComputedTable> before, ComputedTable during, Collection<String> added) {
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : without(during, added).cells()) {
            cells.add(columns.contains(cell.column()) ? present(before, cell) : cell);
        }
        return during.withCells(cells);
    }

    private static Cell present(Optional<ComputedTable> before, Cell cell) {
        return before.flatMap(b -> b.cell(cell.column())).orElseThrow();
    }

    static ComputedTable without(ComputedTable table, Collection<String> columns) {
        return table.withCells(table.cells().stream()
                .filter(c -> !columns.contains(c.column()))
                .toList());
    }

    /** What a column was computed from may be computed from it now. */
    private static List<Cell> ordered(List<Cell> cells) {
        Map<String, Cell> open = new HashMap<>();
        cells.forEach(c -> open.put(c.column(), c));
        Set<Cell> left = new LinkedHashSet<>(cells);
        List<Cell> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int before = left.size();
            for (Iterator<Cell> all = left.iterator(); all.hasNext(); ) {
                Cell cell = all.next();
                if (cell.inputs().stream().noneMatch(i -> open.containsKey(i.name()))) {
                    ordered.add(cell);
                    open.remove(cell.column());
                    all.remove();
                }
            }
            if (left.size() == before) {
                throw new IllegalArgumentException("former and declared columns are computed from each other: " + left);
            }
        }
        return ordered;
    }
}

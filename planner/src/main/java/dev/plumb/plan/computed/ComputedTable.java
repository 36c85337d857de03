package dev.plumb.plan.computed;

import dev.plumb.schema.OnError;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A table and its cells.
 *
 * @param schema physical
 * @param table physical; of partitions, the partitioned table at the top
 * @param key in the key's order: primary, or unique, not null and not deferrable; else the {@link RowColumn}; empty when no cell
 *     needs one
 * @param cells every cell after those that it is computed from
 */
public record ComputedTable(String schema, String table, List<KeyColumn> key, boolean partitioned, List<Cell> cells) {
    /** @throws IllegalArgumentException when the order is not right, a name occurs twice, or a key is missing */
    public ComputedTable {
        key = List.copyOf(key);
        cells = List.copyOf(cells);
        requireOrder(cells);
        if (key.isEmpty() && needsKey(cells)) {
            throw new IllegalArgumentException("the table " + schema + "." + table
                    + " has no key, and cells that functions compute or whose errors are kept need one");
        }
    }

    private static void requireOrder(List<Cell> cells) {
        Set<String> all = new HashSet<>();
        cells.forEach(c -> all.add(c.column()));
        Set<String> earlier = new HashSet<>();
        for (Cell cell : cells) {
            Set<String> inputs = new HashSet<>();
            for (Input input : cell.inputs()) {
                if (!inputs.add(input.name()) || (all.contains(input.name()) && !earlier.contains(input.name()))) {
                    throw new IllegalArgumentException(
                            cell.column() + " takes " + input.name() + " twice, or before it is computed");
                }
            }
            if (!earlier.add(cell.column())) {
                throw new IllegalArgumentException("two cells are named " + cell.column());
            }
        }
    }

    /** Whether rows have to be told apart, for notes or errors. */
    public static boolean needsKey(List<Cell> cells) {
        return cells.stream().anyMatch(c -> c.isFunction() || c.onError() == OnError.IGNORE);
    }

    /**
     * The same in other names.
     *
     * @param schemas of the table's schema
     * @param texts of types, collations and expressions
     */
    public ComputedTable mapped(UnaryOperator<String> schemas, UnaryOperator<String> texts) {
        List<KeyColumn> keys = key.stream()
                .map(k -> new KeyColumn(k.name(), texts.apply(k.type())))
                .toList();
        return new ComputedTable(
                schemas.apply(schema),
                table,
                keys,
                partitioned,
                cells.stream().map(c -> c.mapped(texts)).toList());
    }

    /** A key that the table has only for its cells goes with the last that needs it. */
    public ComputedTable withCells(List<Cell> newCells) {
        boolean needless = hasRowColumn() && !needsKey(newCells);
        return new ComputedTable(schema, table, needless ? List.of() : key, partitioned, newCells);
    }

    public ComputedTable withKey(List<KeyColumn> newKey) {
        return new ComputedTable(schema, table, newKey, partitioned, cells);
    }

    /** The same for cells that need a key, of a table that has none. */
    public static ComputedTable withRowColumn(String schema, String table, boolean partitioned, List<Cell> cells) {
        return new ComputedTable(schema, table, List.of(RowColumn.KEY), partitioned, cells);
    }

    /** Whether rows are told apart by a column that is there for nothing else. */
    public boolean hasRowColumn() {
        return key.equals(List.of(RowColumn.KEY));
    }

    /** The mere table. */
    public ComputedTable withoutCells() {
        return new ComputedTable(schema, table, List.of(), partitioned, List.of());
    }

    /** {@code schema."Table"}. */
    public String name() {
        return SqlNames.qualified(schema, table);
    }

    /** To select from and to update: rows of tables that inherit are not the table's own; rows of partitions are. */
    String ownRows() {
        return (partitioned ? "" : "only ") + name();
    }

    /**
     * The cells of these columns, in their order of computation.
     *
     * @throws IllegalArgumentException when one is no cell
     */
    List<Cell> cells(Collection<String> columns) {
        columns.forEach(this::existing);
        return cells.stream().filter(c -> columns.contains(c.column())).toList();
    }

    /** @throws IllegalArgumentException when the column is no cell */
    Cell existing(String column) {
        return cell(column).orElseThrow(() -> new IllegalArgumentException("no cell " + column));
    }

    public Optional<Cell> cell(String column) {
        return cells.stream().filter(c -> c.column().equals(column)).findFirst();
    }

    /** The cells among the inputs of a cell. */
    Stream<Cell> inputCells(Cell cell) {
        return cell.inputs().stream().flatMap(i -> cell(i.name()).stream());
    }

    /** The cells that have this one as an input, directly or not; without the cell itself. */
    public List<Cell> dependents(Cell cell) {
        Set<String> reached = new HashSet<>(Set.of(cell.column()));
        List<Cell> dependents = new ArrayList<>();
        for (Cell later : cells) {
            if (later.inputs().stream().anyMatch(i -> reached.contains(i.name())) && reached.add(later.column())) {
                dependents.add(later);
            }
        }
        return dependents;
    }

    /** Whether it is an expression over the result of a function, directly or not: known only after the worker. */
    boolean afterFunction(Cell cell) {
        return !cell.isFunction() && inputCells(cell).anyMatch(i -> i.isFunction() || afterFunction(i));
    }

    /**
     * Whether an error of its expression is kept instead of failing the statement: asked for with {@link OnError#IGNORE}, or
     * because the value comes when the row is long there.
     */
    boolean catches(Cell cell) {
        return !cell.isFunction() && (cell.onError() == OnError.IGNORE || afterFunction(cell));
    }

    /** Whether it may be null because of an error of its own or of an input, and so have a row in {@code plumb.cell_error}. */
    public boolean recorded(Cell cell) {
        return cell.isFunction() || catches(cell) || inputCells(cell).anyMatch(this::recorded);
    }

    /** Whether windows of it can be filled by one expression per row, without looking at errors of inputs. */
    public boolean setWise(Cell cell) {
        return !cell.isFunction() && inputCells(cell).noneMatch(this::recorded);
    }

    /**
     * The cells that functions compute, in groups: a group is read, computed and written at once, the next after it, since
     * the server computes expressions between them.
     */
    public List<List<Cell>> passes() {
        List<List<Cell>> passes = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell.isFunction()) {
                int pass = pass(cell);
                while (passes.size() <= pass) {
                    passes.add(new ArrayList<>());
                }
                passes.get(pass).add(cell);
            }
        }
        return passes.stream().map(List::copyOf).toList();
    }

    private int pass(Cell cell) {
        return inputCells(cell)
                .mapToInt(i -> i.isFunction() ? pass(i) : passAfter(i))
                .max()
                .orElse(0);
    }

    /** The first pass that sees this expression's value. */
    private int passAfter(Cell expression) {
        return inputCells(expression)
                .mapToInt(i -> i.isFunction() ? pass(i) + 1 : passAfter(i))
                .max()
                .orElse(0);
    }

    /** The inputs of these cells that are not among them, each once. */
    List<Input> outsideInputs(Collection<Cell> group) {
        Set<String> inside = new HashSet<>();
        group.forEach(c -> inside.add(c.column()));
        List<Input> inputs = new ArrayList<>();
        for (Cell cell : group) {
            cell.inputs().stream().filter(i -> inside.add(i.name())).forEach(inputs::add);
        }
        return inputs;
    }
}

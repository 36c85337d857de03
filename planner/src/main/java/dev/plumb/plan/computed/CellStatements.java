package dev.plumb.plan.computed;

import dev.plumb.schema.OnError;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements with which Plumb itself fills, reads and writes cells. Question marks are parameters of JDBC. Every statement
 * that writes needs its {@link WriteMode} set before, in the same transaction, at READ COMMITTED: a row that another
 * transaction is changing is then looked at again as it became.
 */
public final class CellStatements {
    /** Types of pgvector, which have another text than the arrays that functions give. */
    private static final Pattern VECTOR = Pattern.compile("(^|\\.)(vector|halfvec)(\\(\\d+\\))?$");

    /** A parameter: an array of texts. */
    private static final String TEXTS = "pg_catalog.unnest(?::text[])";

    private final ComputedTable table;

    /** @param table with a key, unless only {@link #fill} and {@link #count} are asked for, whose windows then are of blocks */
    public CellStatements(ComputedTable table) {
        this.table = table;
    }

    /**
     * Computes expressions for a window, set-wise; in {@link WriteMode#fill}. One row's error fails the statement: what {@link
     * OnError#IGNORE ignores} errors is then {@linkplain #recompute computed row by row}.
     *
     * @param columns of cells that are {@linkplain ComputedTable#setWise set-wise}, with all that depend on them and have values
     *     already
     */
    public String fill(Collection<String> columns, Window window) {
        Map<String, String> values = new HashMap<>();
        List<String> assignments = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (Cell cell : selected(columns)) {
            if (!table.setWise(cell)) {
                throw new IllegalArgumentException(cell.column() + " cannot be filled set-wise");
            }
            String call = Plumbing.functionName(table, cell) + "("
                    + cell.inputs().stream()
                            .map(i -> values.getOrDefault(i.name(), Rows.field("t", i.name())))
                            .collect(Collectors.joining(", "))
                    + ")";
            values.put(cell.column(), "(" + call + ")::" + cell.type());
            assignments.add(SqlNames.quote(cell.column()) + " = " + call);
            String present = Rows.field("t", cell.column());
            differences.add(present + " is null or " + Rows.differ(present, call));
        }
        return update() + String.join(", ", assignments) + "\nwhere " + window.condition(table.key()) + "\n  and ("
                + String.join(" or ", differences) + ")";
    }

    /** Gives rows that have none a value in the {@link RowColumn}; in {@link WriteMode#fill}. The window is of blocks. */
    public String fillRowColumn(Window window) {
        return update() + SqlNames.quote(RowColumn.NAME) + " = " + RowColumn.NEW_VALUE + "\nwhere "
                + window.condition(List.of()) + "\n  and " + Rows.field("t", RowColumn.NAME) + " is null";
    }

    /**
     * Has the trigger compute expressions for a window, row by row, with errors kept per cell; in {@link
     * WriteMode#recompute} of the same columns.
     */
    public String recompute(Collection<String> columns, Window window) {
        String same = selected(columns).stream()
                .map(c -> SqlNames.quote(c.column()) + " = " + Rows.field("t", c.column()))
                .collect(Collectors.joining(", "));
        return update() + same + "\nwhere " + window.condition(table.key());
    }

    /** As {@link #recompute}, for some rows. Its only parameter is the keys: an array of texts, each a JSON array. */
    public String recomputeKeys(Collection<String> columns) {
        String same = selected(columns).stream()
                .map(c -> SqlNames.quote(c.column()) + " = " + Rows.field("t", c.column()))
                .collect(Collectors.joining(", "));
        return update() + same + "\nfrom (select " + components("u.k::pg_catalog.jsonb")
                + " from (select distinct x.k from pg_catalog.unnest(?::text[]) x(k)) u) w\nwhere " + onKey();
    }

    /**
     * The key at the end of a window of so many rows, a JSON array; no row when there is none left.
     *
     * @param last the last key of all, so that rows that come meanwhile do not count
     */
    public String boundary(Optional<String> after, Optional<String> last, int rows) {
        String descending = table.key().stream()
                .map(k -> Rows.field("t", k.name()) + " desc")
                .collect(Collectors.joining(", "));
        return "select k::text from (select coalesce(\n  (" + keys(after, last) + keyFields() + " offset " + (rows - 1)
                + " limit 1),\n  (" + keys(after, last) + descending + " limit 1))) b(k) where k is not null";
    }

    /** The key of the last row, a JSON array; no row when the table is empty. */
    public String lastKey() {
        String descending = table.key().stream()
                .map(k -> Rows.field("t", k.name()) + " desc")
                .collect(Collectors.joining(", "));
        return "select " + Rows.key("t", table.key()) + "::text" + from() + "\norder by " + descending + " limit 1";
    }

    /** How many rows a window has. */
    public String count(Window window) {
        return "select count(*)" + from() + "\nwhere " + window.condition(table.key());
    }

    private String keys(Optional<String> after, Optional<String> last) {
        return "select " + Rows.key("t", table.key()) + from() + "\n   where "
                + new Window(after, last, 0, 1).condition(table.key()) + " order by ";
    }

    private String keyFields() {
        return Rows.fields("t", table.key().stream().map(KeyColumn::name).toList());
    }

    /** What functions need of a window's rows, in the order of the key: see {@link #readKeys}. */
    public String readWindow(Collection<String> columns, Window window) {
        return "select " + readColumns(columns) + from() + "\nwhere " + window.condition(table.key()) + "\norder by "
                + keyFields();
    }

    /**
     * What functions need of some rows; a row that is gone is left out. The columns of the answer: {@code key}, a JSON array;
     * {@code guard}, to be given back when writing; {@code failed}, the inputs that have an error, an array; then the {@link
     * #inputs inputs}.
     *
     * <p>Its only parameter is the keys: an array of texts, each a JSON array.
     */
    public String readKeys(Collection<String> columns) {
        return "select " + readColumns(columns) + from() + "\njoin (select "
                + components("u.k::pg_catalog.jsonb")
                + " from (select distinct x.k from " + TEXTS + " x(k)) u) w\n  on "
                + onKey();
    }

    /** The inputs that a reading gives, in its order: those that are not themselves among the columns. */
    public List<Input> inputs(Collection<String> columns) {
        return table.outsideInputs(selected(columns));
    }

    /**
     * Writes values of functions where the inputs are still what was read; in {@link WriteMode#write} of the same columns. A
     * query: it answers with the keys of the rows that it wrote, JSON arrays. The other rows are gone or were changed meanwhile,
     * and the change was noted only for the columns that it concerns: whoever writes has to {@linkplain #note note} all columns
     * of these rows again, in the same transaction.
     *
     * <p>Parameters: the keys, the guards, then the values of each column in the given order, all arrays of texts.
     */
    public String write(List<String> columns) {
        List<Cell> cells = columns.stream().map(this::cell).toList();
        String values = IntStream.range(0, cells.size())
                .mapToObj(i -> ", " + fromText("u.v" + i, cells.get(i)) + " as v" + i)
                .collect(Collectors.joining());
        String names = IntStream.range(0, cells.size()).mapToObj(i -> ", v" + i).collect(Collectors.joining());
        String assignments = IntStream.range(0, cells.size())
                .mapToObj(i -> SqlNames.quote(cells.get(i).column()) + " = w.v" + i)
                .collect(Collectors.joining(", "));
        return update() + assignments + "\nfrom (select " + components("u.k::pg_catalog.jsonb") + ", u.g" + values
                + "\n  from rows from (" + String.join(", ", Collections.nCopies(cells.size() + 2, TEXTS)) + ") u(k, g"
                + names + ")) w\nwhere " + onKey() + " and " + guard(cells) + " = w.g\nreturning "
                + Rows.key("t", table.key()) + "::text";
    }

    /** Notes rows, so that workers compute these columns. Its only parameter is the keys: an array of texts. */
    public String note(Collection<String> columns) {
        String names =
                selected(columns).stream().map(c -> CellCode.text(c.column())).collect(Collectors.joining(", "));
        return "insert into plumb.note (relation, key, cells)\nselect "
                + SqlNames.literal(table.name()).strip() + "::pg_catalog.regclass, u.k::pg_catalog.jsonb, array["
                + names
                + "]\nfrom " + TEXTS + " u(k)";
    }

    /** Text is assigned as it is, so that what is too long fails; a cast would cut it. */
    private static String fromText(String value, Cell cell) {
        boolean text = cell.type().startsWith("character") && !cell.type().endsWith("[]");
        return text ? value : value + (VECTOR.matcher(cell.type()).find() ? "::real[]::" : "::") + cell.type();
    }

    /** Takes away the errors of rows that are gone without a trigger's notice. */
    public String forgetGone() {
        return "delete from plumb.cell_error e where e.relation = "
                + SqlNames.literal(table.name()).strip()
                + "::pg_catalog.regclass\n  and not exists (select" + from() + "\n    join (select "
                + components("e.key") + ") w on " + onKey() + ")";
    }

    private String readColumns(Collection<String> columns) {
        List<Cell> cells = selected(columns);
        List<Input> inputs = table.outsideInputs(cells);
        String values =
                inputs.stream().map(i -> ", " + Rows.field("t", i.name())).collect(Collectors.joining());
        return Rows.key("t", table.key()) + "::text as key, " + guard(cells) + " as guard, " + failed(inputs)
                + " as failed" + values;
    }

    private String failed(List<Input> inputs) {
        List<Cell> mayFail = inputs.stream()
                .flatMap(i -> table.cell(i.name()).stream())
                .filter(table::recorded)
                .toList();
        if (mayFail.isEmpty()) {
            return "'{}'::text[]";
        }
        String names = mayFail.stream().map(c -> CellCode.text(c.column())).collect(Collectors.joining(", "));
        return "case when " + Triggers.anyNull("t", mayFail)
                + " then array(select e.column_name from plumb.cell_error e"
                + " where e.relation = " + SqlNames.literal(table.name()).strip()
                + "::pg_catalog.regclass and e.key = " + Rows.key("t", table.key()) + " and e.column_name in (" + names
                + ")) else '{}'::text[] end";
    }

    /** Of all inputs, as the session writes them: readers and writers use the same settings. */
    private String guard(List<Cell> cells) {
        return "pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(row("
                + Rows.fields(
                        "t",
                        table.outsideInputs(cells).stream().map(Input::name).toList())
                + ")::text, 'UTF8')), 'hex')";
    }

    private String components(String json) {
        return IntStream.range(0, table.key().size())
                .mapToObj(i -> Rows.component(json, i, table.key().get(i)) + " as k" + i)
                .collect(Collectors.joining(", "));
    }

    private String onKey() {
        return IntStream.range(0, table.key().size())
                .mapToObj(i -> Rows.field("t", table.key().get(i).name()) + " = w.k" + i)
                .collect(Collectors.joining(" and "));
    }

    private String update() {
        return "update " + only() + table.name() + " t set ";
    }

    private String from() {
        return "\nfrom " + only() + table.name() + " t";
    }

    /** Rows of tables that inherit are not the table's own; rows of partitions are. */
    private String only() {
        return table.partitioned() ? "" : "only ";
    }

    private List<Cell> selected(Collection<String> columns) {
        columns.forEach(this::cell);
        return table.cells().stream().filter(c -> columns.contains(c.column())).toList();
    }

    private Cell cell(String column) {
        return table.cell(column).orElseThrow(() -> new IllegalArgumentException("no cell " + column));
    }
}

package dev.plumb.plan.computed;

import dev.plumb.schema.OnError;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements with which Plumb itself walks a table and fills cells of expressions. Question marks are parameters of JDBC.
 * Every statement that writes needs its {@link WriteMode} set before, in the same transaction, at READ COMMITTED: a row that
 * another transaction is changing is then looked at again as it became.
 */
public final class CellStatements {
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
        for (Cell cell : table.cells(columns)) {
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
        String same = table.cells(columns).stream()
                .map(c -> SqlNames.quote(c.column()) + " = " + Rows.field("t", c.column()))
                .collect(Collectors.joining(", "));
        return update() + same + "\nwhere " + window.condition(table.key());
    }

    /** As {@link #recompute}, for some rows. Its only parameter is the keys: an array of texts, each a JSON array. */
    public String recomputeKeys(Collection<String> columns) {
        String same = table.cells(columns).stream()
                .map(c -> SqlNames.quote(c.column()) + " = " + Rows.field("t", c.column()))
                .collect(Collectors.joining(", "));
        return update() + same + "\nfrom (select " + components("u.k::pg_catalog.jsonb")
                + " from (select distinct x.k from pg_catalog.unnest(?::text[]) x(k)) u) w\nwhere " + onKey();
    }

    /**
     * The key of the row that is so many rows further, a JSON array; no row when there are fewer.
     *
     * @param last the last key of all, so that rows that come meanwhile do not count
     */
    public String boundary(Optional<String> after, Optional<String> last, int rows) {
        return "select " + Rows.key("t", table.key()) + "::text" + from() + "\nwhere "
                + new Window(after, last, 0, 1).condition(table.key()) + "\norder by " + keyFields() + " offset "
                + (rows - 1) + " limit 1";
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

    /** The keys of a window's rows, JSON arrays. */
    public String keys(Window window) {
        return "select " + Rows.key("t", table.key()) + "::text" + from() + "\nwhere " + window.condition(table.key());
    }

    /** Locks the rows of a window that nobody else holds, and answers with their keys, JSON arrays. */
    public String lockFree(Window window) {
        return keys(window) + "\norder by " + keyFields() + " for no key update skip locked";
    }

    private String keyFields() {
        return Rows.fields("t", table.key().stream().map(KeyColumn::name).toList());
    }

    /** Notes all rows, so that workers compute these columns. */
    public String noteAll(Collection<String> columns) {
        String names = table.cells(columns).stream()
                .map(c -> CellCode.text(c.column()))
                .collect(Collectors.joining(", "));
        return "insert into plumb.note (relation, key, cells)\nselect "
                + SqlNames.literal(table.name()).strip() + "::pg_catalog.regclass, " + Rows.key("t", table.key())
                + ", array[" + names + "]" + from();
    }

    /** Takes away the errors of rows that are gone without a trigger's notice. */
    public String forgetGone() {
        return "delete from plumb.cell_failure e where e.relation = "
                + SqlNames.literal(table.name()).strip()
                + "::pg_catalog.regclass\n  and not exists (select" + from() + "\n    join (select "
                + components("e.key") + ") w on " + onKey() + ")";
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
        return "update " + table.ownRows() + " t set ";
    }

    private String from() {
        return "\nfrom " + table.ownRows() + " t";
    }
}

package dev.plumb.plan.computed;

import dev.plumb.schema.sql.SqlNames;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements with which Plumb itself reads what functions need and writes what they gave. Question marks are parameters of JDBC,
 * all arrays of texts. Keys are given as one array for each of their columns, as {@link #readWindow} answers with them, but for {@link
 * #readKeys}.
 *
 * <p>A row has a version, which changes with whoever writes the row and whatever is written: the transaction that it is of.
 */
public final class CallStatements {
    /** Types of pgvector, which have another text than the arrays that functions give. */
    private static final Pattern VECTOR = Pattern.compile("(^|\\.)(vector|halfvec)(\\(\\d+\\))?$");

    /** A parameter: an array of texts. */
    private static final String TEXTS = "pg_catalog.unnest(?::text[])";

    private final ComputedTable table;

    /** @param table with a key */
    public CallStatements(ComputedTable table) {
        this.table = table;
    }

    /** The inputs that a reading gives, in its order: those that are not themselves among the columns. */
    public List<Input> inputs(Collection<String> columns) {
        return table.outsideInputs(table.cells(columns));
    }

    /** How many columns the key has; an answer begins with them. */
    public int keyColumns() {
        return table.key().size();
    }

    /**
     * What functions need of a window's rows, in the order of the key: the columns of the key, as text; the stripe, an integer; the
     * version, as text; the inputs that have an error, an array or null; then the {@link #inputs inputs}.
     *
     * @param stripes into how many the window is divided
     * @param first the first stripe that is wanted
     */
    public String readWindow(Collection<String> columns, Window window, int stripes, int first) {
        String stripe = Window.pairedStripe(table.key(), stripes);
        return "select " + read(columns, stripe) + from() + "\nwhere " + window.condition(table.key())
                + (first == 0 ? "" : " and " + stripe + " >= " + first) + inOrder();
    }

    /**
     * As {@link #readWindow} for some rows; a row that is gone is left out. Its only parameter is the keys, each a JSON array as in
     * {@code plumb.note}.
     */
    public String readKeys(Collection<String> columns) {
        String components = IntStream.range(0, keyColumns())
                .mapToObj(i ->
                        Rows.component("u.k::pg_catalog.jsonb", i, table.key().get(i)) + " as k" + i)
                .collect(Collectors.joining(", "));
        return "select " + read(columns, "0") + from() + "\njoin (select " + components
                + " from (select distinct x.k from " + TEXTS + " x(k)) u) w\n  on " + onKey() + inOrder();
    }

    /**
     * As {@link #readWindow} for some rows, which are locked until the end of the transaction; a row that is gone is left out. Its
     * parameters are the keys.
     *
     * @param waits for those that somebody else holds; else they are left out
     */
    public String lock(Collection<String> columns, boolean waits) {
        return "select " + read(columns, "0") + from() + "\njoin (select " + keys() + " from " + given(0) + ") w\n  on "
                + onKey() + inOrder() + " for no key update of t" + (waits ? "" : " skip locked");
    }

    /**
     * Writes values of functions where the rows still have the version that was read; in {@link WriteMode#write} of the same columns,
     * or {@link WriteMode#fill} when nothing depends on them. The other rows are gone or were changed meanwhile, and the change was
     * noted only for the columns that it concerns: whoever writes has to {@linkplain #note note} all columns of these rows again, in
     * the same transaction, unless their inputs are the same.
     *
     * <p>Parameters: the keys, the versions, then the values of each column in the given order. Answers with the places of the rows that
     * it wrote among those that were given, from 1.
     */
    public String write(List<String> columns) {
        int version = keyColumns();
        return update(columns, ", u.c" + version + "::pg_catalog.xid as x", version + 1)
                + " and t.xmin = w.x returning w.n";
    }

    /** As {@link #write}, for rows that are {@linkplain #lock locked}: their versions are no parameter, and there is no answer. */
    public String writeLocked(List<String> columns) {
        return update(columns, "", keyColumns());
    }

    /**
     * Of rows with these keys.
     *
     * @param more than the keys that tells the rows
     * @param first of the arrays that is values
     */
    private String update(List<String> columns, String more, int first) {
        List<Cell> cells = columns.stream().map(table::existing).toList();
        String values = IntStream.range(0, cells.size())
                .mapToObj(i -> ", " + fromText("u.c" + (first + i), cells.get(i)) + " as v" + i)
                .collect(Collectors.joining());
        String assignments = IntStream.range(0, cells.size())
                .mapToObj(i -> SqlNames.quote(cells.get(i).column()) + " = w.v" + i)
                .collect(Collectors.joining(", "));
        return "update " + table.ownRows() + " t set " + assignments + "\nfrom (select " + keys() + more + values
                + ", u.n\n  from " + given(first - keyColumns() + cells.size()) + ") w\nwhere " + onKey();
    }

    /** Notes rows, so that workers compute these columns. Its parameters are the keys. */
    public String note(Collection<String> columns) {
        String names = table.cells(columns).stream()
                .map(c -> CellCode.text(c.column()))
                .collect(Collectors.joining(", "));
        return "insert into plumb.note (relation, key, cells)\nselect "
                + SqlNames.literal(table.name()).strip() + "::pg_catalog.regclass, " + json() + ", array[" + names
                + "]\nfrom (select " + keys() + " from " + given(0) + ") w";
    }

    /** The keys as they are kept in the ledger, in the given order. Its parameters are the keys. */
    public String jsonKeys() {
        return "select " + json() + "::text from (select " + keys() + ", u.n from " + given(0) + ") w order by w.n";
    }

    private String read(Collection<String> columns, String stripe) {
        List<Input> inputs = inputs(columns);
        String key = table.key().stream()
                .map(k -> Rows.field("t", k.name()) + "::text, ")
                .collect(Collectors.joining());
        return key + stripe + ", t.xmin::text, " + failed(inputs)
                + inputs.stream().map(i -> ", " + Rows.field("t", i.name())).collect(Collectors.joining());
    }

    private String failed(List<Input> inputs) {
        List<Cell> mayFail = inputs.stream()
                .flatMap(i -> table.cell(i.name()).stream())
                .filter(table::recorded)
                .toList();
        if (mayFail.isEmpty()) {
            return "null";
        }
        String names = mayFail.stream().map(c -> CellCode.text(c.column())).collect(Collectors.joining(", "));
        return "case when " + Triggers.anyNull("t", mayFail)
                + " then array(select e.column_name from plumb.cell_error e"
                + " where e.relation = " + SqlNames.literal(table.name()).strip()
                + "::pg_catalog.regclass and e.key = " + Rows.key("t", table.key()) + " and e.column_name in (" + names
                + ")) end";
    }

    /** Text is assigned as it is, so that what is too long fails; a cast would cut it. */
    private static String fromText(String value, Cell cell) {
        boolean text = cell.type().startsWith("character") && !cell.type().endsWith("[]");
        return text ? value : value + (VECTOR.matcher(cell.type()).find() ? "::real[]::" : "::") + cell.type();
    }

    /** The keys and so many arrays more, side by side as {@code u(c0, c1 …, n)}. */
    private String given(int more) {
        int arrays = keyColumns() + more;
        return "rows from (" + String.join(", ", Collections.nCopies(arrays, TEXTS)) + ") with ordinality u("
                + IntStream.range(0, arrays).mapToObj(i -> "c" + i).collect(Collectors.joining(", ")) + ", n)";
    }

    private String keys() {
        return IntStream.range(0, keyColumns())
                .mapToObj(i -> "u.c" + i + "::" + table.key().get(i).type() + " as k" + i)
                .collect(Collectors.joining(", "));
    }

    private String json() {
        return IntStream.range(0, keyColumns())
                .mapToObj(i -> "w.k" + i)
                .collect(Collectors.joining(", ", "pg_catalog.jsonb_build_array(", ")"));
    }

    private String onKey() {
        return IntStream.range(0, keyColumns())
                .mapToObj(i -> Rows.field("t", table.key().get(i).name()) + " = w.k" + i)
                .collect(Collectors.joining(" and "));
    }

    private String inOrder() {
        return "\norder by "
                + Rows.fields("t", table.key().stream().map(KeyColumn::name).toList());
    }

    private String from() {
        return "\nfrom " + table.ownRows() + " t";
    }
}

package dev.plumb.plan.planning;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Fill;
import dev.plumb.plan.FillCost;
import dev.plumb.plan.FillPace;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.computed.Beside;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.plan.ddl.Ddl;
import dev.plumb.plan.diff.Context;
import dev.plumb.plan.diff.RowIndex;
import dev.plumb.plan.diff.Statement;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The filling of a table's columns, and how it is taken back when an error ends it. */
final class FillStatements {
    private final PlanRequest request;
    private final Context context;
    private final Address table;
    private final Replacement replacement;

    FillStatements(PlanRequest request, Context context, Address table, Replacement replacement) {
        this.request = request;
        this.context = context;
        this.table = table;
        this.replacement = replacement;
    }

    /** The table as statements name it. */
    static String name(Address table, PlanRequest request) {
        return SqlNames.qualified(
                request.names().physicalSchema(table.directory().schemaName()), table.name());
    }

    static String dropIfThere(Address table, String column, PlanRequest request) {
        return "alter table " + name(table, request) + " drop column if exists " + SqlNames.quote(column);
    }

    /**
     * @param before what is installed
     * @param computed what is installed while it is filled
     * @param columns of it that are filled
     * @param rest what it is about when rows have first to be told apart
     */
    List<Statement> of(
            Optional<ComputedTable> before, ComputedTable computed, Set<String> columns, List<Address> rest) {
        List<Statement> statements = new ArrayList<>();
        if (computed.hasRowColumn() && !hasAllRows(before)) {
            statements.addAll(rows(rest));
        }
        if (!columns.isEmpty()) {
            statements.addAll(cells(before, computed, columns));
        }
        return statements;
    }

    private List<Statement> cells(Optional<ComputedTable> before, ComputedTable computed, Set<String> columns) {
        List<String> ordered = computed.cells().stream()
                .map(Cell::column)
                .filter(columns::contains)
                .toList();
        CatalogState.TableFacts facts = request.live().tables().get(table);
        List<Address> created = created(computed, ordered);
        List<String> undo = undo(before, computed, created);
        Fill fill = new Fill(
                table,
                request.names().physicalSchema(table.directory().schemaName()),
                ordered,
                facts == null ? -1 : facts.estimatedRows(),
                (int) computed.cells().stream()
                        .filter(c -> c.isFunction() && columns.contains(c.column()))
                        .count(),
                context.cells()
                        .cost(table, ordered.stream().map(replacement::replaced).toList()),
                !computed.key().isEmpty(),
                undo,
                created);
        List<Address> about = ordered.stream()
                .map(c -> table.child(ObjectKind.COLUMN, replacement.replaced(c)))
                .toList();
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.filling("-- fill " + table + ": " + String.join(", ", ordered), about, fill));
        Ddl ddl = new Ddl(request.names());
        for (String next : replacement.toFill()) {
            statements.add(Statement.of(
                            ddl.objects().comment(table.child(ObjectKind.COLUMN, next), Optional.of(Beside.FILLED)),
                            List.of())
                    .about(List.of(table.child(ObjectKind.COLUMN, replacement.replaced(next)))));
        }
        if (statements.size() > 1) {
            // The swap that follows may be refused, and nothing is to be filled again for that.
            int last = statements.size() - 1;
            statements.set(last, statements.get(last).endingTransaction());
        }
        return statements;
    }

    /** Whether every row has a value that tells it apart: then they have an index. */
    private boolean hasAllRows(Optional<ComputedTable> before) {
        boolean trouble = context.cells()
                .installed(table)
                .flatMap(InstalledCells::trouble)
                .isPresent();
        return before.filter(ComputedTable::hasRowColumn).isPresent() && !trouble;
    }

    private List<Statement> rows(List<Address> about) {
        CatalogState.TableFacts facts = request.live().tables().get(table);
        long rows = facts == null ? -1 : facts.estimatedRows();
        Fill fill = new Fill(
                table,
                request.names().physicalSchema(table.directory().schemaName()),
                List.of(RowColumn.NAME),
                rows,
                0,
                FillCost.of(rows, List.of(FillPace.UNKNOWN)),
                false,
                List.of(),
                List.of());
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.filling("-- fill " + table + ": " + RowColumn.NAME, about, fill));
        RowIndex.build(context, table).forEach(s -> statements.add(s.about(about)));
        return statements;
    }

    /**
     * Of the columns, those that this plan adds, or an earlier one that did not come to its end; but for those that a column
     * that stays is computed from.
     */
    private List<Address> created(ComputedTable computed, List<String> columns) {
        Set<String> created = new HashSet<>();
        columns.stream()
                .filter(c -> !PlumbingNames.isColumn(c) && (!isLive(c) || wasAddedOnly(c)))
                .forEach(created::add);
        List<Cell> inputsLast = new ArrayList<>(computed.cells());
        Collections.reverse(inputsLast);
        for (Cell cell : inputsLast) {
            if (!created.contains(cell.column()) && !replacement.nextColumns().contains(cell.column())) {
                cell.inputs().forEach(i -> created.remove(i.name()));
            }
        }
        return columns.stream()
                .filter(created::contains)
                .map(c -> table.child(ObjectKind.COLUMN, c))
                .toList();
    }

    private boolean wasAddedOnly(String column) {
        return request.pending().added().contains(table.child(ObjectKind.COLUMN, column));
    }

    private boolean isLive(String column) {
        return request.live()
                .schema()
                .directory(table.directory())
                .flatMap(d -> d.table(table.name()))
                .flatMap(t -> t.column(column))
                .isPresent();
    }

    private List<String> undo(Optional<ComputedTable> before, ComputedTable computed, List<Address> created) {
        Set<String> names = new HashSet<>(replacement.nextColumns());
        created.forEach(c -> names.add(c.name()));
        if (names.isEmpty()) {
            return List.of();
        }
        ComputedTable during = PlumbingTasks.physical(computed, request);
        ComputedTable rest = PlumbingTasks.physical(replacement.givenUp(before, computed, names), request);
        List<String> undo = new ArrayList<>(Plumbing.replace(during, rest));
        created.forEach(c -> undo.add(new Ddl(request.names()).objects().drop(c)));
        replacement.nextColumns().forEach(c -> undo.add(dropIfThere(table, c, request)));
        undo.addAll(RowColumn.drop(Optional.of(during), Optional.of(rest)));
        return undo;
    }
}

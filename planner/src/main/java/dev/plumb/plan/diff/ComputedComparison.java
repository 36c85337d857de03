package dev.plumb.plan.diff;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Safety;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A column that Plumb computes, or did. The column itself is like any other; its functions and triggers are a matter of the
 * whole table, and so is the filling of the rows that are there.
 */
final class ComputedComparison extends Comparison<Column> {
    private final ColumnComparison column;
    private final Address table;

    ComputedComparison(
            Context context, Address address, Optional<Column> live, Optional<Column> desired, int position) {
        super(context, address, live, desired);
        this.table = Address.of(
                ObjectKind.TABLE, address.directory(), address.object().orElseThrow());
        this.column = new ColumnComparison(context, address, live, desired, position);
    }

    @Override
    boolean isKeptAsDeclared() {
        return differences().isEmpty() && !isReplaced();
    }

    /** Nulls are allowed until it is filled. */
    @Override
    Edit create(Column desired) {
        Edit edit = column.create(desired.withNotNull(false));
        List<Task> tasks = new ArrayList<>(edit.tasks());
        tasks.addAll(
                later(new ColumnAlteration(context, address, desired.withNotNull(false), desired, Set.of()).tasks()));
        return new Edit(edit.change(), edit.disturbance(), edit.whole(), tasks);
    }

    @Override
    Edit drop(Column live) {
        return column.drop(live);
    }

    @Override
    Optional<Edit> change(Column live, Column desired, Set<Cause> causes) {
        Optional<Edit> alteration = column.change(live, desired, causes).map(this::later);
        List<String> lines = new ArrayList<>(differences());
        alteration.ifPresent(e -> lines.addAll(e.change().details()));
        if (isReplaced()) {
            return Optional.of(swap(live, desired, lines));
        }
        if (lines.isEmpty()) {
            return alteration;
        }
        List<Hazard> hazards = new ArrayList<>(hazards());
        alteration.ifPresent(e -> hazards.addAll(e.change().hazards()));
        boolean destructive = isDestructive()
                || alteration
                        .filter(e -> e.change().safety() == Safety.DESTRUCTIVE)
                        .isPresent();
        Verdict verdict = Verdict.alter(safety(destructive), lines);
        return Optional.of(new Edit(
                change(verdict, hazards),
                alteration.flatMap(Edit::disturbance),
                false,
                alteration.map(Edit::tasks).orElse(List.of())));
    }

    private Edit swap(Column live, Column desired, List<String> different) {
        List<String> lines = new ArrayList<>(different);
        if (lines.isEmpty()) {
            lines.add(
                    cells().isRedefinedByInput(address)
                            ? "computed from a column that is replaced"
                            : "its replacement is not complete");
        }
        String kept = PlumbingNames.kept(address.name());
        lines.add("filled beside and swapped; the former values stay in the column " + SqlNames.quote(kept));
        if (cells().hasKept(address)) {
            lines.add("the values kept from the version before that go");
        }
        List<Hazard> hazards = new ArrayList<>();
        hazards.add(recompute());
        if (cells().hasKept(address)) {
            hazards.add(Hazards.dataLoss("what was kept in " + SqlNames.quote(kept) + " goes"));
        }
        return disturbing(
                Disturbance.SWAPPED,
                Verdict.alter(Safety.DESTRUCTIVE, lines),
                hazards,
                new ColumnSwap(context, address, table).tasks(live, desired));
    }

    private boolean isReplaced() {
        return cells().isReplaced(address);
    }

    @Override
    Edit rebuild(Column live, Column desired, Verdict verdict) {
        return later(column.rebuild(live, desired, verdict));
    }

    private Cells cells() {
        return context.cells();
    }

    /** What differs in the way it is computed. */
    private List<String> differences() {
        Optional<Cell> before = cells().live(address);
        Optional<Cell> after = cells().declared(address);
        Details details = new Details()
                .compare("computed", text(before), text(after))
                .compare(
                        "on_error",
                        after.flatMap(a -> before.map(ComputedComparison::onError)),
                        before.flatMap(b -> after.map(ComputedComparison::onError)))
                .compare("embedding index", embedding(before), embedding(after));
        List<String> lines = new ArrayList<>(details.lines());
        if (cells().keepsValues(address)) {
            cells().newVersion(address)
                    .ifPresent(
                            v -> lines.add("the values of version " + v.present() + " stay, as recompute: false says;"
                                    + " what changes from now on is computed by version " + v.declared()));
        }
        if (before.isPresent() && cells().tellsRowsApartAnew(table)) {
            lines.add(
                    cells().desired(table).orElseThrow().hasRowColumn()
                            ? "rows told apart by: the key -> a hidden column, " + SqlNames.quote(RowColumn.NAME)
                            : "rows told apart by: the hidden column " + SqlNames.quote(RowColumn.NAME)
                                    + " -> the table's key; the column goes");
        }
        cells().trouble(address).ifPresent(t -> lines.add("its upkeep: " + t + "; repaired, and filled again"));
        if (lines.isEmpty() && after.isPresent() && cells().isPending(address)) {
            lines.add("not filled yet");
        }
        if (lines.isEmpty() && cells().hasLeftOver(address)) {
            lines.add("its unfinished replacement goes");
        }
        return lines;
    }

    private static String text(Optional<Cell> cell) {
        return cell.map(c -> c.formula().text()).orElse("not by Plumb");
    }

    private static String embedding(Optional<Cell> cell) {
        return cell.flatMap(Cell::embedding)
                .map(e -> e.metric().keyword() + ", " + e.dimensions() + " dimensions")
                .orElse("none that can be searched");
    }

    private static String onError(Cell cell) {
        return cell.onError().name().toLowerCase(Locale.ROOT);
    }

    private boolean isDestructive() {
        return cells().isRedefined(address) || becomesComputed();
    }

    private boolean becomesComputed() {
        return cells().live(address).isEmpty() && cells().declared(address).isPresent();
    }

    private List<Hazard> hazards() {
        if (!context.hasRows(table)) {
            return List.of();
        }
        List<Hazard> hazards = new ArrayList<>();
        String rows = context.rowsInWords(table);
        if (becomesComputed()) {
            hazards.add(Hazards.dataLoss("the values of " + rows + " give way to computed ones"));
        }
        if (cells().isRedefined(address)) {
            hazards.add(recompute());
        }
        return hazards;
    }

    private Hazard recompute() {
        return Hazards.recompute("the values of " + context.rowsInWords(table) + " are computed again: "
                + cells().cost(table, Set.of(address.name())).words());
    }

    private Edit later(Edit edit) {
        return new Edit(edit.change(), edit.disturbance(), edit.whole(), later(edit.tasks()));
    }

    /** A row that is not filled yet may be updated without a complaint: {@code not null} comes afterwards. */
    private List<Task> later(List<Task> tasks) {
        List<Statement> validating = new ArrayList<>();
        List<Statement> last = new ArrayList<>();
        List<Task> sorted = new ArrayList<>();
        for (Task task : tasks) {
            switch (task.role()) {
                case ADD -> {
                    List<Statement> now = new ArrayList<>();
                    for (Statement statement : task.statements()) {
                        if (isTightening(statement)) {
                            last.add(statement);
                        } else if (isPreparing(statement)) {
                            validating.add(statement);
                        } else {
                            now.add(statement);
                        }
                    }
                    if (!now.isEmpty()) {
                        sorted.add(new Task(
                                task.address(), task.role(), task.change(), task.phase(), task.position(), now));
                    }
                }
                case VALIDATE -> validating.addAll(task.statements());
                case FINISH -> last.addAll(task.statements());
                case PREPARE, DROP, FILL, RETIRE -> sorted.add(task);
            }
        }
        if (!validating.isEmpty()) {
            sorted.add(task(Task.Role.VALIDATE, Task.Phase.VALIDATE, validating));
        }
        if (!last.isEmpty()) {
            sorted.add(task(Task.Role.FINISH, Task.Phase.VALIDATE, last));
        }
        return sorted;
    }

    private boolean isTightening(Statement statement) {
        return statement
                .sql()
                .equals(context.ddl().columns().setNotNull(table.directory(), table.name(), address.name()));
    }

    private boolean isPreparing(Statement statement) {
        return new NotNull(context, address, table)
                .prepare().stream().anyMatch(s -> s.sql().equals(statement.sql()));
    }
}

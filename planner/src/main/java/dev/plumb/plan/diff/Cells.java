package dev.plumb.plan.diff;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.FillCost;
import dev.plumb.plan.FillPace;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Input;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.plan.computed.NextCells;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.computed.VersionChange;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Recompute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is computed, before and after. Immutable. */
public final class Cells {
    private final PlanRequest request;
    private final Context context;

    Cells(PlanRequest request, Context context) {
        this.request = request;
        this.context = context;
    }

    public Optional<InstalledCells> installed(Address table) {
        return Optional.ofNullable(request.live().computed().get(table));
    }

    public Optional<ComputedTable> desired(Address table) {
        return Optional.ofNullable(request.computed().get(table));
    }

    /** The column as it is computed now. */
    Optional<Cell> live(Address column) {
        return installed(table(column)).flatMap(i -> i.current().cell(column.name()));
    }

    Optional<Cell> declared(Address column) {
        return desired(table(column)).flatMap(t -> t.cell(column.name()));
    }

    boolean isComputed(Address column) {
        return column.kind() == ObjectKind.COLUMN
                && (live(column).isPresent() || declared(column).isPresent());
    }

    /** Whether it was computed before, and in another way, so that the values that are there are not the declared ones. */
    public boolean isRedefined(Address column) {
        Optional<Cell> before = live(column);
        Optional<Cell> after = declared(column);
        return before.isPresent()
                && after.isPresent()
                && !(before.get().formula().text().equals(after.get().formula().text())
                        && before.get().type().equals(after.get().type())
                        && haveEquallyLongVectors(before.get(), after.get()))
                && !keepsValues(column);
    }

    /** Another version of the function, and nothing else, where there are values of the former one. */
    public Optional<VersionChange> newVersion(Address column) {
        boolean filled = context.hasRows(table(column))
                && !isPending(column)
                && trouble(column).isEmpty();
        return live(column).filter(c -> filled).flatMap(before -> declared(column)
                .flatMap(after -> VersionChange.between(before, after)));
    }

    /** What the spec says becomes of the values of a former version. */
    public Recompute recompute(Address column) {
        return context.desiredColumn(column)
                .map(c -> c.declaration().recompute())
                .orElse(Recompute.UNDECIDED);
    }

    /** Whether there is another version of its function, and the values of the former one are to stay. */
    boolean keepsValues(Address column) {
        return recompute(column) == Recompute.NONE && newVersion(column).isPresent();
    }

    /** What it takes to fill these columns of a table for the rows that are there. */
    public FillCost cost(Address table, Collection<String> columns) {
        CatalogState.TableFacts facts = request.live().tables().get(table);
        return FillCost.of(
                facts == null ? -1 : facts.estimatedRows(),
                columns.stream()
                        .map(c -> pace(table.child(ObjectKind.COLUMN, c)))
                        .toList());
    }

    private FillPace pace(Address column) {
        FillPace pace = request.paces().getOrDefault(column, FillPace.UNKNOWN);
        boolean alike = live(column)
                .flatMap(before -> declared(column).map(after -> VersionChange.isAlike(before, after)))
                .orElse(false);
        return alike ? pace : pace.unmeasured();
    }

    /** By another metric the same vectors are compared; and what is no index has no length to compare. */
    private static boolean haveEquallyLongVectors(Cell before, Cell after) {
        return before.embedding().isEmpty()
                || after.embedding().isEmpty()
                || before.embedding().get().dimensions()
                        == after.embedding().get().dimensions();
    }

    /** Whether the rows that are there may not have the values that are declared, for a reason of the column's own. */
    public boolean isToBeFilled(Address column) {
        return declared(column).isPresent()
                && (live(column).isEmpty()
                        || isRedefined(column)
                        || isPending(column)
                        || trouble(column).isPresent());
    }

    /** The columns whose new versions are filled beside the present ones: all of a table, or none. */
    public Set<String> replaced(Address table) {
        Optional<InstalledCells> installed = installed(table);
        Optional<ComputedTable> desired = desired(table);
        if (installed.isEmpty() || desired.isEmpty() || !context.hasRows(table)) {
            return Set.of();
        }
        Set<String> replaced = new LinkedHashSet<>();
        for (Cell cell : desired.get().cells()) {
            boolean byInput = cell.inputs().stream().anyMatch(i -> replaced.contains(i.name()));
            boolean isBegun = isBegun(table, cell, replaced);
            if (byInput || isBegun || isRedefined(table.child(ObjectKind.COLUMN, cell.column()))) {
                replaced.add(cell.column());
            }
        }
        boolean possible = installed.get().trouble().isEmpty()
                && replaced.stream().allMatch(c -> isReplaceable(table.child(ObjectKind.COLUMN, c)))
                && desired.get().key().stream().noneMatch(k -> replaced.contains(k.name()))
                && areInputsSettled(table, installed.get().current(), replaced)
                && areInputsSettled(table, desired.get(), replaced);
        return possible ? replaced : Set.of();
    }

    /** While a replacement for the sake of another version is under way, only that version is known. */
    private boolean isBegun(Address table, Cell cell, Set<String> replaced) {
        Address column = table.child(ObjectKind.COLUMN, cell.column());
        return recompute(column) != Recompute.NONE
                && !isPending(column)
                && installed(table)
                        .filter(i -> i.beside().next().contains(NextCells.of(cell, replaced)))
                        .isPresent();
    }

    private boolean isReplaceable(Address column) {
        return live(column).isPresent()
                && context.liveColumn(column).isPresent()
                && context.desiredColumn(column)
                        .filter(c -> c.declaration().ifExists() != IfExists.REPLACE)
                        .isPresent()
                && !isPending(column);
    }

    /** PostgreSQL does not change the type of a column that triggers name. */
    private boolean areInputsSettled(Address table, ComputedTable computed, Set<String> replaced) {
        Stream<String> inputs =
                computed.cells().stream().flatMap(c -> c.inputs().stream().map(Input::name));
        Stream<String> key = computed.key().stream().map(KeyColumn::name);
        return Stream.concat(inputs, key)
                .filter(c -> !replaced.contains(c))
                .map(c -> table.child(ObjectKind.COLUMN, c))
                .allMatch(c -> context.conversion(c).isEmpty()
                        || context.liveColumn(c)
                                .map(Column::type)
                                .equals(context.desiredColumn(c).map(Column::type)));
    }

    public boolean isReplaced(Address column) {
        return column.kind() == ObjectKind.COLUMN && replaced(table(column)).contains(column.name());
    }

    /** Whether it is replaced because an input is. */
    boolean isRedefinedByInput(Address column) {
        Set<String> replaced = replaced(table(column));
        return declared(column).stream().flatMap(c -> c.inputs().stream()).anyMatch(i -> replaced.contains(i.name()));
    }

    /** Of a table's replaced columns, those among which something rests, if it rests on any. */
    Set<String> replacedBy(Address table, Collection<Cause> causes) {
        Set<String> replaced = replaced(table);
        boolean onlySwapped = causes.stream().allMatch(c -> c.how() == Disturbance.SWAPPED);
        boolean any = causes.stream()
                .anyMatch(c -> c.isColumn() && replaced.contains(c.referenced().name()));
        return onlySwapped && any ? replaced : Set.of();
    }

    /** The next versions of the replaced columns, as they have to be. */
    public List<Cell> next(Address table) {
        Set<String> replaced = replaced(table);
        return desired(table).stream()
                .flatMap(t -> t.cells().stream())
                .filter(c -> replaced.contains(c.column()))
                .map(c -> NextCells.of(c, replaced))
                .toList();
    }

    /** Of {@link #next}, what an interrupted run began and is to go on with. */
    public List<Cell> begun(Address table) {
        List<Cell> standing = installed(table).map(i -> i.beside().next()).orElse(List.of());
        List<Cell> begun = new ArrayList<>();
        Set<String> columns = new HashSet<>();
        for (Cell cell : next(table)) {
            boolean rests = cell.inputs().stream()
                    .map(Input::name)
                    .allMatch(n -> !PlumbingNames.isNext(n) || columns.contains(n));
            if (rests && standing.contains(cell)) {
                begun.add(cell);
                columns.add(cell.column());
            }
        }
        return begun;
    }

    /** A next version of the column that is there and no longer wanted. */
    boolean hasLeftOver(Address column) {
        String next = PlumbingNames.next(column.name());
        return !isReplaced(column)
                && installed(table(column))
                        .filter(i -> i.beside().next().stream()
                                .anyMatch(c -> c.column().equals(next)))
                        .isPresent();
    }

    /** Whether the values of a version before the present one are kept. */
    boolean hasKept(Address column) {
        return installed(table(column))
                .filter(i -> i.beside().kept().contains(PlumbingNames.kept(column.name())))
                .isPresent();
    }

    /** Whether a table whose rows are told apart by a hidden column has a key, or the other way round. */
    boolean tellsRowsApartAnew(Address table) {
        Optional<ComputedTable> before = installed(table).map(InstalledCells::current);
        Optional<ComputedTable> after = desired(table);
        return before.isPresent()
                && after.isPresent()
                && ComputedTable.needsKey(before.get().cells())
                && ComputedTable.needsKey(after.get().cells())
                && before.get().hasRowColumn() != after.get().hasRowColumn();
    }

    boolean isPending(Address column) {
        return request.pending().columns().contains(column);
    }

    Optional<String> trouble(Address column) {
        return live(column).flatMap(c -> installed(table(column))).flatMap(InstalledCells::trouble);
    }

    private static Address table(Address column) {
        return Address.of(ObjectKind.TABLE, column.directory(), column.object().orElseThrow());
    }
}

package dev.plumb.plan.planning;

import dev.plumb.plan.Action;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.plan.diff.Cells;
import dev.plumb.plan.diff.Context;
import dev.plumb.plan.diff.Disturbance;
import dev.plumb.plan.diff.Edit;
import dev.plumb.plan.diff.Statement;
import dev.plumb.plan.diff.Task;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What keeps computed columns right is installed per table, so it has tasks of its own: taken away before something that its
 * triggers name changes its type, installed once the columns are there, and then the rows that are there are filled.
 */
final class PlumbingTasks {
    private final PlanRequest request;
    private final Context context;
    private final Cells cells;
    private final Map<Address, List<Edit>> edits = new TreeMap<>();

    PlumbingTasks(PlanRequest request, Context context, Collection<Edit> edits) {
        this.request = request;
        this.context = context;
        this.cells = context.cells();
        for (Edit edit : edits) {
            Address address = edit.change().address();
            if (address.object().isPresent()) {
                this.edits
                        .computeIfAbsent(
                                Address.of(
                                        ObjectKind.TABLE,
                                        address.directory(),
                                        address.object().get()),
                                t -> new ArrayList<>())
                        .add(edit);
            }
        }
    }

    List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        edits.forEach((table, all) -> tasks.addAll(tasks(table, all)));
        return tasks;
    }

    private List<Task> tasks(Address table, List<Edit> all) {
        Optional<ComputedTable> before = cells.installed(table).map(InstalledCells::all);
        Optional<Edit> whole = all.stream().filter(Edit::whole).findFirst();
        Optional<ComputedTable> declared = after(table, before, whole);
        Optional<ComputedTable> after = declared.map(d -> beforeItsKey(before, d, whole));
        if (before.isEmpty() && after.isEmpty()) {
            return List.of();
        }
        Replacement replacement = whole.isPresent() ? Replacement.none() : Replacement.of(cells, table);
        Optional<ComputedTable> during = after.map(a -> replacement.during(before, a));
        Set<String> fill =
                whole.isPresent() || after.isEmpty() ? Set.of() : toFill(after.get(), replacement, table, all);
        boolean trouble =
                cells.installed(table).flatMap(InstalledCells::trouble).isPresent();
        boolean away = before.isPresent() && (whole.isPresent() || all.stream().anyMatch(PlumbingTasks::isInTheWay));
        boolean same = before.equals(during) && !away && !trouble;
        if (same && fill.isEmpty() && replacement.isEmpty() && after.equals(declared)) {
            return List.of();
        }
        Address address = PlumbingNames.address(table);
        List<Address> about = about(table, all, after, fill, replacement);
        Address change = about.get(0);
        List<Task> tasks = new ArrayList<>();
        if (away) {
            tasks.add(new Task(
                    address,
                    Task.Role.DROP,
                    change,
                    Task.Phase.DEFINE,
                    statements(table, Plumbing.remove(physical(before.get())), about)));
        }
        List<String> installation = same ? List.of() : installation(table, whole, before, away, during, replacement);
        if (!installation.isEmpty()) {
            tasks.add(new Task(
                    address, Task.Role.ADD, change, Task.Phase.DEFINE, statements(table, installation, about)));
        }
        if (whole.isEmpty() && during.isPresent()) {
            List<Statement> filling =
                    new FillStatements(request, context, table, replacement).of(before, during.get(), fill, about);
            if (!filling.isEmpty()) {
                tasks.add(new Task(address, Task.Role.FILL, change, Task.Phase.FILL, filling));
            }
        }
        if (!after.equals(declared)) {
            List<String> statements = rekeying(physical(during.orElseThrow()), physical(declared.orElseThrow()));
            tasks.add(new Task(
                    address, Task.Role.FINISH, change, Task.Phase.CONTRACT, statements(table, statements, about)));
        }
        if (!replacement.isEmpty()) {
            tasks.addAll(new SwapTasks(request, context, table, replacement)
                    .tasks(physical(during.orElseThrow()), physical(after.orElseThrow())));
        }
        return tasks;
    }

    /** What is neither declared nor managed stays as it is. */
    private Optional<ComputedTable> after(Address table, Optional<ComputedTable> before, Optional<Edit> whole) {
        if (whole.filter(e -> e.change().action() == Action.DROP).isPresent()) {
            return Optional.empty();
        }
        Optional<ComputedTable> desired = cells.desired(table);
        List<Cell> kept = new ArrayList<>();
        before.filter(b -> whole.isEmpty()).ifPresent(b -> b.cells().stream()
                .filter(c -> !PlumbingNames.isColumn(c.column()))
                .filter(c -> !isDeclared(table, c.column()) && !isManaged(table, c.column()))
                .forEach(kept::add));
        if (kept.isEmpty()) {
            return desired;
        }
        desired.ifPresent(d -> kept.addAll(0, d.cells()));
        ComputedTable base = desired.or(() -> before).orElseThrow();
        boolean keyless = base.key().isEmpty() && ComputedTable.needsKey(kept);
        return Optional.of((keyless ? base.withKey(before.orElseThrow().key()) : base).withCells(kept));
    }

    /** A key that the table does not have yet tells no rows apart. */
    private ComputedTable beforeItsKey(Optional<ComputedTable> before, ComputedTable declared, Optional<Edit> whole) {
        boolean early = whole.isEmpty()
                && before.filter(ComputedTable::hasRowColumn).isPresent()
                && !declared.key().isEmpty();
        return early ? declared.withKey(before.orElseThrow().key()) : declared;
    }

    private static List<String> rekeying(ComputedTable before, ComputedTable after) {
        List<String> statements = new ArrayList<>(RowColumn.rekey(before, after));
        statements.addAll(Plumbing.replace(before, after));
        statements.addAll(RowColumn.drop(Optional.of(before), Optional.of(after)));
        return statements;
    }

    private boolean isDeclared(Address table, String column) {
        return request.desired()
                .directory(table.directory())
                .flatMap(d -> d.table(table.name()))
                .flatMap(t -> t.column(column))
                .isPresent();
    }

    private boolean isManaged(Address table, String column) {
        return request.managed().contains(table.child(ObjectKind.COLUMN, column));
    }

    /** With the columns beside that come and go with it. */
    private List<String> installation(
            Address table,
            Optional<Edit> whole,
            Optional<ComputedTable> before,
            boolean away,
            Optional<ComputedTable> during,
            Replacement replacement) {
        List<String> statements = new ArrayList<>();
        Optional<ComputedTable> present = before.filter(b -> !away);
        List<String> outdated = whole.isPresent() ? List.of() : replacement.outdated(before);
        if (!outdated.isEmpty()) {
            present = present.map(b -> Replacement.without(b, outdated));
            before.filter(b -> !away)
                    .map(b -> Plumbing.replace(physical(b), physical(Replacement.without(b, outdated))))
                    .ifPresent(statements::addAll);
            outdated.forEach(c -> statements.add(FillStatements.dropIfThere(table, c, request)));
        }
        replacement.added().forEach(c -> statements.add(adding(table, c)));
        if (present.isPresent()) {
            ComputedTable installed = physical(present.get());
            during.ifPresent(d -> statements.addAll(RowColumn.rekey(installed, physical(d))));
            statements.addAll(during.map(d -> Plumbing.replace(installed, physical(d)))
                    .orElseGet(() -> Plumbing.remove(installed)));
        } else {
            during.ifPresent(d -> statements.addAll(Plumbing.install(physical(d))));
        }
        if (whole.isEmpty()) {
            statements.addAll(RowColumn.drop(before.map(this::physical), during.map(this::physical)));
        } else {
            during.map(this::physical)
                    .filter(ComputedTable::hasRowColumn)
                    .map(RowColumn::createIndex)
                    .ifPresent(statements::add);
        }
        return statements;
    }

    private String adding(Address table, Cell next) {
        return "alter table " + FillStatements.name(table, request) + " add column " + SqlNames.quote(next.column())
                + " " + request.names().toPhysical(next.type());
    }

    /** PostgreSQL does not change a column that a trigger names. */
    private static boolean isInTheWay(Edit edit) {
        return edit.change().address().kind() == ObjectKind.COLUMN
                && edit.disturbance()
                        .filter(d -> d == Disturbance.RETYPED || d == Disturbance.REPLACED)
                        .isPresent();
    }

    /** Own reasons, and inputs whose values change; whatever depends on these as well. */
    private Set<String> toFill(ComputedTable table, Replacement replacement, Address address, List<Edit> all) {
        Set<String> changed = new HashSet<>();
        all.stream()
                .filter(PlumbingTasks::isInTheWay)
                .forEach(e -> changed.add(e.change().address().name()));
        Set<String> fill = new TreeSet<>(replacement.toFill());
        for (Cell cell : table.cells()) {
            if (replacement.columns().contains(cell.column())) {
                continue;
            }
            Address column = address.child(ObjectKind.COLUMN, cell.column());
            boolean byInput = cell.inputs().stream().anyMatch(i -> changed.contains(i.name()));
            if (cells.isToBeFilled(column) || byInput) {
                fill.add(cell.column());
                if (byInput || cells.isRedefined(column)) {
                    changed.add(cell.column());
                }
            }
        }
        return fill;
    }

    private List<Address> about(
            Address table, List<Edit> all, Optional<ComputedTable> after, Set<String> fill, Replacement replacement) {
        List<Address> about = new ArrayList<>();
        fill.forEach(c -> about.add(table.child(ObjectKind.COLUMN, replacement.replaced(c))));
        all.stream().filter(Edit::whole).forEach(e -> about.add(e.change().address()));
        all.stream()
                .map(e -> e.change().address())
                .filter(a -> a.kind() == ObjectKind.COLUMN
                        && after.flatMap(t -> t.cell(a.name())).isPresent())
                .forEach(about::add);
        if (about.isEmpty()) {
            about.add(all.get(0).change().address());
        }
        return about.stream().distinct().toList();
    }

    private List<Statement> statements(Address table, List<String> statements, List<Address> about) {
        List<Address> locks = context.hasRows(table) ? List.of(table) : List.of();
        return statements.stream().map(s -> Statement.of(s, locks).about(about)).toList();
    }

    private ComputedTable physical(ComputedTable logical) {
        return physical(logical, request);
    }

    static ComputedTable physical(ComputedTable logical, PlanRequest request) {
        return logical.mapped(request.names()::physicalSchema, request.names()::toPhysical);
    }

    /** The columns that tasks fill, each with its task. */
    static Map<Address, Task> filling(Collection<Task> tasks) {
        Map<Address, Task> filling = new HashMap<>();
        for (Task task : tasks) {
            if (task.role() == Task.Role.FILL) {
                task.statements().forEach(s -> s.about().forEach(a -> filling.put(a, task)));
            }
        }
        return filling;
    }
}

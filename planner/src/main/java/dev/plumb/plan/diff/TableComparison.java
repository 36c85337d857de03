package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;

import dev.plumb.plan.Action;
import dev.plumb.plan.Hazard;
import dev.plumb.plan.Reason;
import dev.plumb.plan.Safety;
import dev.plumb.plan.ddl.TableDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table: created and dropped whole, otherwise only what is the table's own. Foreign keys and indexes come after the table,
 * and foreign keys go before it, so that tables that refer to each other need no special order.
 */
final class TableComparison extends Comparison<Table> {
    private final TableDdl ddl;
    private final PartitionChanges partitions;

    TableComparison(Context context, Address address, Optional<Table> live, Optional<Table> desired) {
        super(context, address, live, desired);
        this.ddl = context.ddl().tables();
        this.partitions = new PartitionChanges(context, address);
    }

    @Override
    Edit create(Table desired) {
        return whole(Optional.empty(), Verdict.CREATE, partitions.creationHazards(desired), creation(desired));
    }

    @Override
    Edit drop(Table live) {
        if (context.isKept(address)) {
            return whole(
                    Optional.of(Disturbance.DROPPED),
                    Verdict.drop(Safety.DESTRUCTIVE),
                    keepingHazards(live),
                    leaving(live, CONTRACT, partitions.keeping(live)));
        }
        return whole(
                Optional.of(Disturbance.DROPPED),
                Verdict.drop(Safety.DESTRUCTIVE),
                losses(live),
                dropping(live, CONTRACT));
    }

    @Override
    Optional<Edit> change(Table live, Table desired, Set<Cause> causes) {
        boolean parentReplaced = causes.stream().anyMatch(c -> c.how() == Disturbance.REPLACED && isParent(live, c));
        if (parentReplaced) {
            return Optional.of(rebuild(
                    live,
                    desired,
                    new Verdict(Action.REPLACE, Reason.DEPENDS_ON_CHANGED, Safety.DESTRUCTIVE, List.of())));
        }
        Details details = partitions
                .details(live, desired)
                .compare("unlogged", live.unlogged(), desired.unlogged())
                .compare("storage", live.storageParameters(), desired.storageParameters())
                .comment(live.comment(), desired.comment());
        return details.isEmpty() ? Optional.empty() : Optional.of(alter(live, desired, details));
    }

    @Override
    Edit rebuild(Table live, Table desired, Verdict verdict) {
        List<Task> tasks = new ArrayList<>(dropping(live, DEFINE));
        tasks.addAll(creation(desired));
        return whole(Optional.of(Disturbance.REPLACED), verdict, losses(live), tasks);
    }

    private static boolean isParent(Table partition, Cause cause) {
        return cause.referenced().kind() == ObjectKind.TABLE
                && partition
                        .partitioning()
                        .of()
                        .filter(p -> p.parent().equals(cause.referenced().name()))
                        .isPresent();
    }

    private Edit alter(Table live, Table desired, Details details) {
        List<Statement> statements = new ArrayList<>();
        List<Hazard> hazards = new ArrayList<>();
        DirectoryPath directory = address.directory();
        if (live.unlogged() != desired.unlogged()) {
            statements.add(Statement.of(
                    desired.unlogged()
                            ? ddl.setUnlogged(directory, address.name())
                            : ddl.setLogged(directory, address.name()),
                    context.lockable(address)));
            if (context.hasRows(address)) {
                hazards.add(Hazards.rewrite(address.toString(), context.rowsInWords(address), "logging is switched"));
            }
        }
        ParameterChange storage = ParameterChange.between(live.storageParameters(), desired.storageParameters());
        if (!live.partitioning().of().equals(desired.partitioning().of())) {
            statements.addAll(partitions.moved(live, desired));
            hazards.addAll(partitions.moveHazards(live, desired));
        }
        storage.set().ifPresent(p -> statements.add(Statement.of(ddl.setStorage(directory, address.name(), p))));
        storage.reset().ifPresent(p -> statements.add(Statement.of(ddl.resetStorage(directory, address.name(), p))));
        statements.addAll(comment(address, live.comment(), desired.comment()));
        return edit(Verdict.alter(Safety.SAFE, details), hazards, List.of(task(ADD, DEFINE, statements)));
    }

    private List<Task> creation(Table table) {
        List<Statement> statements = new ArrayList<>();
        statements.addAll(partitions.creating(table));
        statements.addAll(comment(address, Optional.empty(), table.comment()));
        for (Column column : table.columns()) {
            statements.addAll(
                    comment(address.child(ObjectKind.COLUMN, column.name()), Optional.empty(), column.comment()));
        }
        List<Task> later = new ArrayList<>();
        for (Constraint constraint : table.constraints()) {
            Address part = address.child(constraint.kind(), constraint.name());
            List<Statement> comment = comment(part, Optional.empty(), constraint.comment());
            if (TableDdl.isInline(table, constraint)) {
                statements.addAll(comment);
            } else {
                List<Statement> adding = new ArrayList<>();
                adding.add(Statement.of(
                        context.ddl().constraints().add(address.directory(), table.name(), constraint),
                        ForeignKeyTarget.of(constraint).map(context::lockable).orElse(List.of())));
                adding.addAll(comment);
                later.add(new Task(part, ADD, address, DEFINE, adding));
            }
        }
        for (Index index : table.indexes()) {
            Address part = address.child(ObjectKind.INDEX, index.name());
            List<Statement> adding = new ArrayList<>();
            adding.add(Statement.of(context.ddl().indexes().create(address.directory(), table.name(), index)));
            adding.addAll(comment(part, Optional.empty(), index.comment()));
            later.add(new Task(part, ADD, address, DEFINE, adding));
        }
        later.add(0, task(ADD, DEFINE, statements));
        return later;
    }

    private List<Task> dropping(Table table, Task.Phase phase) {
        return leaving(table, phase, partitions.dropping(table));
    }

    /** @param away what takes the table itself away */
    private List<Task> leaving(Table table, Task.Phase phase, List<Statement> away) {
        List<Task> tasks = new ArrayList<>();
        for (ForeignKey key : table.constraints(ForeignKey.class).toList()) {
            Address target = ForeignKeyTarget.of(key);
            if (!target.equals(address)) {
                Address part = address.child(ObjectKind.FOREIGN_KEY, key.name());
                String sql = context.ddl().objects().drop(part);
                List<Statement> statements = List.of(Statement.of(sql, context.lockable(address, target)));
                tasks.add(new Task(part, DROP, address, phase, statements));
            }
        }
        tasks.add(task(DROP, phase, away));
        return tasks;
    }

    private List<Hazard> losses(Table table) {
        return leavingHazards(table, Hazards.dataLoss(context.rowsInWords(address) + " of " + address + " go"));
    }

    private List<Hazard> keepingHazards(Table table) {
        return leavingHazards(table, Hazards.kept(context.rowsInWords(address) + " of " + address + " are kept aside"));
    }

    private List<Hazard> leavingHazards(Table table, Hazard ofRows) {
        List<Hazard> hazards = new ArrayList<>();
        if (context.hasRows(address)) {
            hazards.add(ofRows);
        }
        hazards.add(Hazards.breaksClients("the table " + address));
        partitions.dropHazard(table).ifPresent(hazards::add);
        return hazards;
    }

    private Edit whole(Optional<Disturbance> disturbance, Verdict verdict, List<Hazard> hazards, List<Task> tasks) {
        return new Edit(change(verdict, hazards), disturbance, true, tasks);
    }
}

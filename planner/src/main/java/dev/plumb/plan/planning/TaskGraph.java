package dev.plumb.plan.planning;

import static dev.plumb.plan.planning.TaskTable.get;

import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.diff.Context;
import dev.plumb.plan.diff.Dependencies;
import dev.plumb.plan.diff.Edit;
import dev.plumb.plan.diff.Task;
import dev.plumb.plan.diff.Task.Role;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Orders the tasks of all edits: by the dependencies of both states, followed through whatever has no task itself, and by what
 * PostgreSQL's names and containers demand.
 */
final class TaskGraph {
    private final TaskTable tasks;
    private final PlumbingOrder plumbing;

    private TaskGraph(TaskTable tasks, PlumbingOrder plumbing) {
        this.tasks = tasks;
        this.plumbing = plumbing;
    }

    /**
     * Groups of tasks in order; a group of more than one must not be torn apart.
     *
     * @param plumbing what keeps computed columns right
     */
    static List<List<Task>> order(
            Collection<Edit> edits, Collection<Task> plumbing, Context context, NameClaims names, Ownership ownership) {
        TaskTable tasks = new TaskTable(edits, plumbing);
        TaskGraph order = new TaskGraph(tasks, new PlumbingOrder(tasks, plumbing));
        order.plumbing.addEdges(context.desiredDependencies());
        order.roles();
        order.containers();
        order.liveEdges(context.liveDependencies(), context.desiredDependencies());
        order.desiredEdges(context.desiredDependencies());
        names.forEachConflict(
                tasks.all().keySet(),
                (freed, taken) -> tasks.edge(tasks.find(freed, Role.DROP), tasks.find(taken, Role.ADD)));
        order.ownership(ownership);
        order.keysAfterNotNull(context.desiredDependencies());
        return tasks.order();
    }

    private void roles() {
        for (Map<Role, Task> roles : tasks.all().values()) {
            Task previous = null;
            for (Task task : roles.values()) {
                if (previous != null) {
                    boolean inseparable =
                            (previous.role() == Role.DROP && task.role() == Role.ADD) || task.role() == Role.RETIRE;
                    if (inseparable) {
                        tasks.together(previous, task);
                    } else {
                        tasks.edge(Optional.of(previous), Optional.of(task));
                    }
                }
                previous = task;
            }
        }
    }

    private void containers() {
        for (Map.Entry<Address, Map<Role, Task>> entry : tasks.all().entrySet()) {
            Address address = entry.getKey();
            if (address.kind() == ObjectKind.DIRECTORY) {
                continue;
            }
            Address directory = Address.of(address.directory());
            for (Task task : entry.getValue().values()) {
                tasks.edge(tasks.find(directory, Role.ADD), Optional.of(task).filter(t -> t.role() != Role.DROP));
                tasks.edge(Optional.of(task), tasks.find(directory, Role.DROP));
                if (address.kind().isPart()) {
                    tasks.edge(tasks.whole(address, Role.ADD), Optional.of(task).filter(t -> t.role() != Role.DROP));
                    tasks.edge(Optional.of(task).filter(t -> t.role() == Role.DROP), tasks.whole(address, Role.DROP));
                }
            }
        }
    }

    private void liveEdges(Dependencies live, Dependencies desired) {
        for (Address dependent : live.dependents()) {
            Map<Role, Task> mine = tasks.resolve(dependent, Role.DROP);
            if (mine.isEmpty()) {
                continue;
            }
            for (Map<Role, Task> theirs : tasks.reach(dependent, live, Role.DROP)) {
                Optional<Task> gone = gone(theirs);
                if (gone(mine).isPresent()) {
                    tasks.edge(gone(mine), gone);
                    // What only goes may wait until something that needs the new version no longer needs it. New values
                    // of an enum disturb nobody, and are committed before whatever uses them.
                    boolean altered = !theirs.containsKey(Role.RETIRE) || mine.containsKey(Role.ADD);
                    tasks.edge(
                            get(mine, Role.DROP),
                            get(theirs, Role.ADD).filter(t -> altered && t.phase() != Task.Phase.VALUES));
                    afterKeys(mine, theirs);
                } else {
                    tasks.edge(get(mine, Role.ADD), gone);
                    released(dependent, get(mine, Role.ADD), theirs, desired);
                }
            }
        }
    }

    /**
     * A column that was generated from another and no longer is lets that one change its type; a primary key that no longer has a
     * column lets that one be null.
     */
    private void released(Address dependent, Optional<Task> altered, Map<Role, Task> referenced, Dependencies desired) {
        get(referenced, Role.ADD)
                .filter(t -> (dependent.kind() == ObjectKind.COLUMN || dependent.kind() == ObjectKind.PRIMARY_KEY)
                        && t.address().kind() == ObjectKind.COLUMN
                        && !desired.referencedBy(dependent).contains(t.address()))
                .ifPresent(t -> tasks.edge(altered, Optional.of(t)));
    }

    /** What rests on a key without naming it would find the old one while that is still there. */
    private void afterKeys(Map<Role, Task> dependent, Map<Role, Task> referenced) {
        for (Task task : referenced.values()) {
            switch (task.address().kind()) {
                case PRIMARY_KEY, UNIQUE, INDEX ->
                    tasks.edge(Optional.of(task).filter(t -> t.role() != Role.PREPARE), get(dependent, Role.ADD));
                case DIRECTORY,
                        ENUM,
                        DOMAIN,
                        COMPOSITE,
                        SEQUENCE,
                        TABLE,
                        VIEW,
                        MATERIALIZED_VIEW,
                        COLUMN,
                        FOREIGN_KEY,
                        CHECK,
                        EXCLUSION,
                        OTHER -> {}
            }
        }
    }

    private void desiredEdges(Dependencies desired) {
        for (Address dependent : desired.dependents()) {
            Map<Role, Task> mine = tasks.resolve(dependent, Role.ADD);
            Optional<Task> first = get(mine, Role.PREPARE)
                    .or(() -> get(mine, Role.ADD))
                    .or(() -> get(mine, Role.VALIDATE))
                    .or(() -> get(mine, Role.FINISH));
            if (first.isPresent()) {
                for (Map<Role, Task> theirs : tasks.reach(dependent, desired, Role.ADD)) {
                    if (PlumbingNames.isAddress(dependent) && plumbing.isSwapped(theirs)) {
                        continue;
                    }
                    tasks.edge(get(theirs, Role.ADD), first);
                    tasks.edge(get(theirs, Role.ADD), get(mine, Role.ADD));
                }
            }
        }
    }

    /** The owner of a sequence is there before it is named, and takes a sequence along only if it still owns it. */
    private void ownership(Ownership ownership) {
        ownership
                .desired()
                .forEach((sequence, column) ->
                        tasks.edge(get(tasks.resolve(column, Role.ADD), Role.ADD), tasks.find(sequence, Role.FINISH)));
        ownership
                .live()
                .forEach((sequence, column) -> tasks.edge(
                        tasks.find(sequence, Role.FINISH), get(tasks.resolve(column, Role.DROP), Role.DROP)));
    }

    /** A primary key on columns that allow nulls would read all rows under its lock. */
    private void keysAfterNotNull(Dependencies desired) {
        tasks.all().forEach((address, roles) -> {
            if (address.kind() == ObjectKind.PRIMARY_KEY) {
                desired.referencedBy(address)
                        .forEach(c -> tasks.edge(tasks.find(c, Role.FINISH), get(roles, Role.ADD)));
            }
        });
    }

    private static Optional<Task> gone(Map<Role, Task> roles) {
        return get(roles, Role.DROP).or(() -> get(roles, Role.RETIRE));
    }
}

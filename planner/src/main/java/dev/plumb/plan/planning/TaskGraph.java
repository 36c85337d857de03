package dev.plumb.plan.planning;

import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.diff.Context;
import dev.plumb.plan.diff.Dependencies;
import dev.plumb.plan.diff.Edit;
import dev.plumb.plan.diff.Task;
import dev.plumb.plan.diff.Task.Role;
import dev.plumb.plan.graph.DependencyGraph;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Orders the tasks of all edits: by the dependencies of both states, followed through whatever has no task itself, and by what
 * PostgreSQL's names and containers demand.
 */
final class TaskGraph {
    private final DependencyGraph<Task> graph = new DependencyGraph<>(Task.ORDER);
    private final Map<Address, Map<Role, Task>> tasks = new HashMap<>();
    /** Tasks that create or drop a table with what is in it, by the table's text. */
    private final Map<String, Map<Role, Task>> wholes = new HashMap<>();

    private final Set<Address> swapped = new HashSet<>();

    private TaskGraph(Collection<Edit> edits, Collection<Task> plumbing) {
        for (Edit edit : edits) {
            for (Task task : edit.tasks()) {
                add(task);
                if (edit.whole() && task.address().equals(edit.change().address())) {
                    wholes.computeIfAbsent(Containers.objectKey(task.address()), k -> new EnumMap<>(Role.class))
                            .put(task.role(), task);
                }
            }
        }
        plumbing.forEach(this::add);
    }

    private void add(Task task) {
        graph.add(task);
        tasks.computeIfAbsent(task.address(), a -> new EnumMap<>(Role.class)).put(task.role(), task);
    }

    /**
     * Groups of tasks in order; a group of more than one must not be torn apart.
     *
     * @param plumbing what keeps computed columns right
     */
    static List<List<Task>> order(
            Collection<Edit> edits, Collection<Task> plumbing, Context context, NameClaims names, Ownership ownership) {
        TaskGraph order = new TaskGraph(edits, plumbing);
        order.plumbing(plumbing, context.desiredDependencies());
        order.swaps(plumbing);
        order.roles();
        order.containers();
        order.liveEdges(context.liveDependencies(), context.desiredDependencies());
        order.desiredEdges(context.desiredDependencies());
        names.forEachConflict(
                order.tasks.keySet(),
                (freed, taken) -> order.edge(order.find(freed, Role.DROP), order.find(taken, Role.ADD)));
        order.ownership(ownership);
        order.keysAfterNotNull(context.desiredDependencies());
        return order.graph.order();
    }

    /** Everything that is built beside comes before the swap, and in the swap all names change at once. */
    private void swaps(Collection<Task> plumbing) {
        for (Task begin : plumbing) {
            if (!PlumbingNames.isSwap(begin.address()) || begin.role() != Role.DROP) {
                continue;
            }
            Optional<Task> end = find(begin.address(), Role.ADD);
            List<Address> replaced = begin.statements().get(0).about();
            swapped.addAll(replaced);
            String table = Containers.objectKey(begin.address());
            Map<Role, Task> installed = plumbing.stream()
                    .filter(t -> PlumbingNames.isAddress(t.address())
                            && Containers.objectKey(t.address()).equals(table))
                    .collect(Collectors.toMap(Task::role, t -> t));
            Optional<Task> ready = get(installed, Role.FILL).or(() -> get(installed, Role.ADD));
            edge(ready, Optional.of(begin));
            tasks.forEach((address, roles) -> {
                if (!address.kind().isPart() || !Containers.objectKey(address).equals(table)) {
                    return;
                }
                if (PlumbingNames.isColumn(address.name())) {
                    edge(ready, get(roles, Role.ADD));
                    edge(get(roles, Role.ADD), Optional.of(begin));
                } else if (replaced.contains(address)) {
                    edge(Optional.of(begin), get(roles, Role.DROP));
                    edge(get(roles, Role.ADD), end);
                } else if (address.kind() == ObjectKind.COLUMN) {
                    edge(end, get(roles, Role.DROP));
                }
            });
        }
    }

    /** It comes with its table and goes before it; rows are filled before anything asks for values. */
    private void plumbing(Collection<Task> plumbing, Dependencies desired) {
        for (Task task : plumbing) {
            if (PlumbingNames.isSwap(task.address())) {
                continue;
            }
            Map<Role, Task> whole = wholes.getOrDefault(Containers.objectKey(task.address()), Map.of());
            if (task.role() == Role.DROP) {
                edge(Optional.of(task), get(whole, Role.DROP));
            } else {
                get(whole, Role.ADD).ifPresent(table -> graph.together(table, task));
            }
            if (task.role() == Role.FINISH) {
                afterKeys(task);
            }
        }
        PlumbingTasks.filling(plumbing).forEach((column, fill) -> {
            tasks.getOrDefault(column, Map.of()).forEach((role, task) -> {
                if (role == Role.VALIDATE || role == Role.FINISH) {
                    graph.edge(fill, task);
                }
            });
            tasks.forEach((address, roles) -> {
                boolean rests = address.kind().isPart()
                        && address.kind() != ObjectKind.COLUMN
                        && desired.referencedBy(address).contains(column);
                roles.forEach((role, task) -> {
                    if (rests && role != Role.DROP) {
                        graph.edge(fill, task);
                    }
                });
            });
        });
    }

    /** Rows are told apart by a key once it is there. */
    private void afterKeys(Task rekeying) {
        String table = Containers.objectKey(rekeying.address());
        tasks.forEach((address, roles) -> {
            if (address.kind().isPart()
                    && address.kind() != ObjectKind.OTHER
                    && Containers.objectKey(address).equals(table)) {
                List.of(Role.ADD, Role.VALIDATE, Role.FINISH)
                        .forEach(role -> edge(get(roles, role), Optional.of(rekeying)));
            }
        });
    }

    private void roles() {
        for (Map<Role, Task> roles : tasks.values()) {
            Task previous = null;
            for (Task task : roles.values()) {
                if (previous != null) {
                    boolean inseparable =
                            (previous.role() == Role.DROP && task.role() == Role.ADD) || task.role() == Role.RETIRE;
                    if (inseparable) {
                        graph.together(previous, task);
                    } else {
                        graph.edge(previous, task);
                    }
                }
                previous = task;
            }
        }
    }

    private void containers() {
        for (Map.Entry<Address, Map<Role, Task>> entry : tasks.entrySet()) {
            Address address = entry.getKey();
            if (address.kind() == ObjectKind.DIRECTORY) {
                continue;
            }
            Address directory = Address.of(address.directory());
            for (Task task : entry.getValue().values()) {
                edge(find(directory, Role.ADD), Optional.of(task).filter(t -> t.role() != Role.DROP));
                edge(Optional.of(task), find(directory, Role.DROP));
                if (address.kind().isPart()) {
                    edge(whole(address, Role.ADD), Optional.of(task).filter(t -> t.role() != Role.DROP));
                    edge(Optional.of(task).filter(t -> t.role() == Role.DROP), whole(address, Role.DROP));
                }
            }
        }
    }

    private void liveEdges(Dependencies live, Dependencies desired) {
        for (Address dependent : live.dependents()) {
            Map<Role, Task> mine = resolve(dependent, Role.DROP);
            if (mine.isEmpty()) {
                continue;
            }
            for (Map<Role, Task> theirs : reach(dependent, live, Role.DROP)) {
                Optional<Task> gone = gone(theirs);
                if (gone(mine).isPresent()) {
                    edge(gone(mine), gone);
                    // What only goes may wait until something that needs the new version no longer needs it. New values
                    // of an enum disturb nobody, and are committed before whatever uses them.
                    boolean altered = !theirs.containsKey(Role.RETIRE) || mine.containsKey(Role.ADD);
                    edge(
                            get(mine, Role.DROP),
                            get(theirs, Role.ADD).filter(t -> altered && t.phase() != Task.Phase.VALUES));
                    afterKeys(mine, theirs);
                } else {
                    edge(get(mine, Role.ADD), gone);
                    released(dependent, get(mine, Role.ADD), theirs, desired);
                }
            }
        }
    }

    /** A column that was generated from another and no longer is lets that one change its type. */
    private void released(Address dependent, Optional<Task> altered, Map<Role, Task> referenced, Dependencies desired) {
        get(referenced, Role.ADD)
                .filter(t -> dependent.kind() == ObjectKind.COLUMN
                        && t.address().kind() == ObjectKind.COLUMN
                        && !desired.referencedBy(dependent).contains(t.address()))
                .ifPresent(t -> edge(altered, Optional.of(t)));
    }

    /** What rests on a key without naming it would find the old one while that is still there. */
    private void afterKeys(Map<Role, Task> dependent, Map<Role, Task> referenced) {
        for (Task task : referenced.values()) {
            switch (task.address().kind()) {
                case PRIMARY_KEY, UNIQUE, INDEX ->
                    edge(Optional.of(task).filter(t -> t.role() != Role.PREPARE), get(dependent, Role.ADD));
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
            Map<Role, Task> mine = resolve(dependent, Role.ADD);
            Optional<Task> first = get(mine, Role.PREPARE)
                    .or(() -> get(mine, Role.ADD))
                    .or(() -> get(mine, Role.VALIDATE))
                    .or(() -> get(mine, Role.FINISH));
            if (first.isPresent()) {
                for (Map<Role, Task> theirs : reach(dependent, desired, Role.ADD)) {
                    if (PlumbingNames.isAddress(dependent) && isSwapped(theirs)) {
                        continue;
                    }
                    edge(get(theirs, Role.ADD), first);
                    edge(get(theirs, Role.ADD), get(mine, Role.ADD));
                }
            }
        }
    }

    /** What is to take the place of a column is kept right before it does. */
    private boolean isSwapped(Map<Role, Task> roles) {
        return roles.values().stream().anyMatch(t -> swapped.contains(t.address()));
    }

    /** The nearest things with tasks that the dependent needs, through things that have none. */
    private Set<Map<Role, Task>> reach(Address dependent, Dependencies dependencies, Role role) {
        Set<Map<Role, Task>> reached = new LinkedHashSet<>();
        Set<Address> seen = new HashSet<>();
        Deque<Address> open = new ArrayDeque<>(dependencies.referencedBy(dependent));
        while (!open.isEmpty()) {
            Address next = open.remove();
            if (seen.add(next)) {
                Map<Role, Task> found = resolve(next, role);
                if (found.isEmpty()) {
                    open.addAll(dependencies.referencedBy(next));
                } else {
                    reached.add(found);
                }
            }
        }
        return reached;
    }

    /** The tasks of the thing itself, or those of the table that takes it along in the given role. */
    private Map<Role, Task> resolve(Address address, Role role) {
        Map<Role, Task> own = tasks.get(address);
        if (own != null) {
            return own;
        }
        Map<Role, Task> whole = wholes.getOrDefault(Containers.objectKey(address), Map.of());
        return address.part().isPresent() && whole.containsKey(role) ? whole : Map.of();
    }

    /** The owner of a sequence is there before it is named, and takes a sequence along only if it still owns it. */
    private void ownership(Ownership ownership) {
        ownership
                .desired()
                .forEach((sequence, column) ->
                        edge(get(resolve(column, Role.ADD), Role.ADD), find(sequence, Role.FINISH)));
        ownership
                .live()
                .forEach((sequence, column) ->
                        edge(find(sequence, Role.FINISH), get(resolve(column, Role.DROP), Role.DROP)));
    }

    /** A primary key on columns that allow nulls would read all rows under its lock. */
    private void keysAfterNotNull(Dependencies desired) {
        tasks.forEach((address, roles) -> {
            if (address.kind() == ObjectKind.PRIMARY_KEY) {
                desired.referencedBy(address).forEach(c -> edge(find(c, Role.FINISH), get(roles, Role.ADD)));
            }
        });
    }

    private Optional<Task> gone(Map<Role, Task> roles) {
        return get(roles, Role.DROP).or(() -> get(roles, Role.RETIRE));
    }

    private Optional<Task> whole(Address part, Role role) {
        return get(wholes.getOrDefault(Containers.objectKey(part), Map.of()), role);
    }

    private Optional<Task> find(Address address, Role role) {
        return get(tasks.getOrDefault(address, Map.of()), role);
    }

    private static Optional<Task> get(Map<Role, Task> roles, Role role) {
        return Optional.ofNullable(roles.get(role));
    }

    private void edge(Optional<Task> first, Optional<Task> second) {
        if (first.isPresent() && second.isPresent()) {
            graph.edge(first.get(), second.get());
        }
    }
}

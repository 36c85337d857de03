package dev.plumb.plan.planning;

import dev.plumb.plan.diff.Dependencies;
import dev.plumb.plan.diff.Edit;
import dev.plumb.plan.diff.Task;
import dev.plumb.plan.diff.Task.Role;
import dev.plumb.plan.graph.DependencyGraph;
import dev.plumb.schema.Address;
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

/** The tasks of a plan by what they are about, and the edges between them that are known so far. */
final class TaskTable {
    private final DependencyGraph<Task> graph = new DependencyGraph<>(Task.ORDER);
    private final Map<Address, Map<Role, Task>> tasks = new HashMap<>();
    /** Tasks that create or drop a table with what is in it, by the table's text. */
    private final Map<String, Map<Role, Task>> wholes = new HashMap<>();

    TaskTable(Collection<Edit> edits, Collection<Task> plumbing) {
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

    /** By address and role. */
    Map<Address, Map<Role, Task>> all() {
        return tasks;
    }

    List<List<Task>> order() {
        return graph.order();
    }

    void edge(Optional<Task> first, Optional<Task> second) {
        if (first.isPresent() && second.isPresent()) {
            graph.edge(first.get(), second.get());
        }
    }

    /** In one group, in this order. */
    void together(Task first, Task second) {
        graph.together(first, second);
    }

    Optional<Task> find(Address address, Role role) {
        return get(tasks.getOrDefault(address, Map.of()), role);
    }

    /** The task of the table that takes the part along. */
    Optional<Task> whole(Address part, Role role) {
        return get(wholes.getOrDefault(Containers.objectKey(part), Map.of()), role);
    }

    static Optional<Task> get(Map<Role, Task> roles, Role role) {
        return Optional.ofNullable(roles.get(role));
    }

    /** The tasks of the thing itself, or those of the table that takes it along in the given role. */
    Map<Role, Task> resolve(Address address, Role role) {
        Map<Role, Task> own = tasks.get(address);
        if (own != null) {
            return own;
        }
        Map<Role, Task> whole = wholes.getOrDefault(Containers.objectKey(address), Map.of());
        return address.part().isPresent() && whole.containsKey(role) ? whole : Map.of();
    }

    /** The nearest things with tasks that the dependent needs, through things that have none. */
    Set<Map<Role, Task>> reach(Address dependent, Dependencies dependencies, Role role) {
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
}

package dev.plumb.plan.planning;

import static dev.plumb.plan.planning.TaskTable.get;

import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.diff.Dependencies;
import dev.plumb.plan.diff.Task;
import dev.plumb.plan.diff.Task.Role;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** When what keeps computed columns right comes and goes, when columns are filled, and when they are swapped. */
final class PlumbingOrder {
    private final TaskTable tasks;
    private final Collection<Task> plumbing;
    private final Set<Address> swapped = new HashSet<>();

    PlumbingOrder(TaskTable tasks, Collection<Task> plumbing) {
        this.tasks = tasks;
        this.plumbing = plumbing;
    }

    void addEdges(Dependencies desired) {
        plumbing(desired);
        swaps();
    }

    /** What is to take the place of a column is kept right before it does. */
    boolean isSwapped(Map<Role, Task> roles) {
        return roles.values().stream().anyMatch(t -> swapped.contains(t.address()));
    }

    /** It comes with its table and goes before it; rows are filled before anything asks for values. */
    private void plumbing(Dependencies desired) {
        for (Task task : plumbing) {
            if (PlumbingNames.isSwap(task.address())) {
                continue;
            }
            if (task.role() == Role.DROP) {
                tasks.edge(Optional.of(task), tasks.whole(task.address(), Role.DROP));
            } else {
                tasks.whole(task.address(), Role.ADD).ifPresent(table -> tasks.together(table, task));
            }
            if (task.role() == Role.FINISH) {
                afterKeys(task);
            }
        }
        PlumbingTasks.filling(plumbing).forEach((column, fill) -> {
            tasks.all().getOrDefault(column, Map.of()).forEach((role, task) -> {
                if (role == Role.VALIDATE || role == Role.FINISH) {
                    tasks.edge(Optional.of(fill), Optional.of(task));
                }
            });
            tasks.all().forEach((address, roles) -> {
                boolean rests = address.kind().isPart()
                        && address.kind() != ObjectKind.COLUMN
                        && desired.referencedBy(address).contains(column);
                roles.forEach((role, task) -> {
                    if (rests && role != Role.DROP) {
                        tasks.edge(Optional.of(fill), Optional.of(task));
                    }
                });
            });
        });
    }

    /** Rows are told apart by a key once it is there. */
    private void afterKeys(Task rekeying) {
        String table = Containers.objectKey(rekeying.address());
        tasks.all().forEach((address, roles) -> {
            if (address.kind().isPart()
                    && address.kind() != ObjectKind.OTHER
                    && Containers.objectKey(address).equals(table)) {
                List.of(Role.ADD, Role.VALIDATE, Role.FINISH)
                        .forEach(role -> tasks.edge(get(roles, role), Optional.of(rekeying)));
            }
        });
    }

    /** Everything that is built beside comes before the swap, and in the swap all names change at once. */
    private void swaps() {
        for (Task begin : plumbing) {
            if (!PlumbingNames.isSwap(begin.address()) || begin.role() != Role.DROP) {
                continue;
            }
            Optional<Task> end = tasks.find(begin.address(), Role.ADD);
            List<Address> replaced = begin.statements().get(0).about();
            swapped.addAll(replaced);
            String table = Containers.objectKey(begin.address());
            Map<Role, Task> installed = plumbing.stream()
                    .filter(t -> PlumbingNames.isAddress(t.address())
                            && Containers.objectKey(t.address()).equals(table))
                    .collect(Collectors.toMap(Task::role, t -> t));
            Optional<Task> ready = get(installed, Role.FILL).or(() -> get(installed, Role.ADD));
            tasks.edge(ready, Optional.of(begin));
            tasks.all().forEach((address, roles) -> {
                if (!address.kind().isPart() || !Containers.objectKey(address).equals(table)) {
                    return;
                }
                if (PlumbingNames.isColumn(address.name())) {
                    tasks.edge(ready, get(roles, Role.ADD));
                    tasks.edge(get(roles, Role.ADD), Optional.of(begin));
                } else if (replaced.contains(address)) {
                    tasks.edge(Optional.of(begin), get(roles, Role.DROP));
                    tasks.edge(get(roles, Role.ADD), end);
                } else if (address.kind() == ObjectKind.COLUMN) {
                    tasks.edge(end, get(roles, Role.DROP));
                }
            });
        }
    }
}

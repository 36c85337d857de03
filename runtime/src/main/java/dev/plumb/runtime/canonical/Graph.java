package dev.plumb.runtime.canonical;

import dev.plumb.plan.Dependency;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which objects need which, at the grain of whole objects; foreign keys are no need, as their targets are added where wanted. */
final class Graph {
    private final Map<ObjectKey, Set<ObjectKey>> needs = new HashMap<>();
    private final Map<ObjectKey, Set<ObjectKey>> neededBy = new HashMap<>();

    Graph(Collection<Dependency> dependencies) {
        for (Dependency dependency : dependencies) {
            Optional<ObjectKey> dependent = ObjectKey.of(dependency.dependent());
            Optional<ObjectKey> referenced = ObjectKey.of(dependency.referenced());
            boolean foreignKey = dependency.dependent().kind() == ObjectKind.FOREIGN_KEY;
            if (dependent.isPresent() && referenced.isPresent() && !dependent.equals(referenced) && !foreignKey) {
                needs.computeIfAbsent(dependent.get(), k -> new LinkedHashSet<>())
                        .add(referenced.get());
                neededBy.computeIfAbsent(referenced.get(), k -> new LinkedHashSet<>())
                        .add(dependent.get());
            }
        }
    }

    /** These and all that they need. */
    Set<ObjectKey> withNeeds(Set<ObjectKey> keys) {
        return closure(keys, needs);
    }

    /** These and all that needs them. */
    Set<ObjectKey> withDependents(Set<ObjectKey> keys) {
        return closure(keys, neededBy);
    }

    private static Set<ObjectKey> closure(Set<ObjectKey> keys, Map<ObjectKey, Set<ObjectKey>> edges) {
        Set<ObjectKey> reached = new HashSet<>(keys);
        Deque<ObjectKey> pending = new ArrayDeque<>(keys);
        while (!pending.isEmpty()) {
            for (ObjectKey next : edges.getOrDefault(pending.pop(), Set.of())) {
                if (reached.add(next)) {
                    pending.push(next);
                }
            }
        }
        return reached;
    }
}

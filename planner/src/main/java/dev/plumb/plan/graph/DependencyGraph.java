package dev.plumb.plan.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Nodes, what must come before what, and what must not be torn apart. The order depends on nothing but these: not on the
 * order in which they were added.
 *
 * @param <N> a node, with value equality
 */
public final class DependencyGraph<N> {
    private final Comparator<N> ties;
    private final Map<N, Set<N>> after = new LinkedHashMap<>();
    private final Map<N, Set<N>> back = new HashMap<>();

    /** @param ties a total order; of the nodes that may come next, the first by it does */
    public DependencyGraph(Comparator<N> ties) {
        this.ties = ties;
    }

    public void add(N node) {
        after.computeIfAbsent(node, n -> new LinkedHashSet<>());
    }

    /** {@code first} comes before {@code second}; an edge from a node to itself is ignored. */
    public void edge(N first, N second) {
        add(first);
        add(second);
        if (!first.equals(second)) {
            successors(first).add(second);
        }
    }

    /** As {@link #edge}, and whatever is not forced to come between the two does not. */
    public void together(N first, N second) {
        edge(first, second);
        back.computeIfAbsent(second, n -> new LinkedHashSet<>()).add(first);
    }

    /**
     * All nodes in order. A group of more than one holds what {@linkplain #together belongs together}, and what has to stand
     * between.
     *
     * @throws CycleException when no order exists
     */
    public List<List<N>> order() {
        List<N> nodes = after.keySet().stream().sorted(ties).toList();
        for (List<N> component : StrongComponents.of(nodes, this::successors)) {
            if (component.size() > 1) {
                throw new CycleException(component.stream().sorted(ties).toList());
            }
        }
        Map<N, List<N>> groups = groups(nodes);
        Map<N, Set<N>> groupEdges = new HashMap<>();
        for (N node : nodes) {
            N group = leader(groups, node);
            for (N next : successors(node)) {
                N nextGroup = leader(groups, next);
                if (!nextGroup.equals(group)) {
                    groupEdges
                            .computeIfAbsent(group, g -> new LinkedHashSet<>())
                            .add(nextGroup);
                }
            }
        }
        Set<N> leaders = new LinkedHashSet<>();
        nodes.forEach(n -> leaders.add(leader(groups, n)));
        List<List<N>> ordered = new ArrayList<>();
        for (N leader : sort(leaders, groupEdges)) {
            ordered.add(sort(members(groups, leader), after));
        }
        return ordered;
    }

    /** Each node's group; the last of its members, by the order of ties, stands for it. */
    private Map<N, List<N>> groups(Collection<N> nodes) {
        Map<N, List<N>> groups = new HashMap<>();
        for (List<N> component : StrongComponents.of(nodes, this::successorsAndBack)) {
            List<N> members = component.stream().sorted(ties).toList();
            members.forEach(m -> groups.put(m, members));
        }
        return groups;
    }

    private List<N> sort(Collection<N> nodes, Map<N, Set<N>> edges) {
        Map<N, Integer> waitingFor = new HashMap<>();
        nodes.forEach(n -> waitingFor.put(n, 0));
        for (N node : nodes) {
            edges.getOrDefault(node, Set.of()).forEach(n -> waitingFor.computeIfPresent(n, (k, v) -> v + 1));
        }
        PriorityQueue<N> ready = new PriorityQueue<>(ties);
        waitingFor.forEach((n, count) -> {
            if (count == 0) {
                ready.add(n);
            }
        });
        List<N> sorted = new ArrayList<>();
        for (N node = ready.poll(); node != null; node = ready.poll()) {
            sorted.add(node);
            for (N next : edges.getOrDefault(node, Set.of())) {
                Integer left = waitingFor.computeIfPresent(next, (k, v) -> v - 1);
                if (left != null && left == 0) {
                    ready.add(next);
                }
            }
        }
        return sorted;
    }

    private Set<N> successors(N node) {
        return after.computeIfAbsent(node, n -> new LinkedHashSet<>());
    }

    private Set<N> successorsAndBack(N node) {
        Set<N> all = new LinkedHashSet<>(successors(node));
        all.addAll(back.getOrDefault(node, Set.of()));
        return all;
    }

    private List<N> members(Map<N, List<N>> groups, N node) {
        return groups.getOrDefault(node, List.of(node));
    }

    private N leader(Map<N, List<N>> groups, N node) {
        List<N> members = members(groups, node);
        return members.get(members.size() - 1);
    }
}

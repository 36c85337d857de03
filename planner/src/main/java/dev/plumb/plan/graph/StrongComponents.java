package dev.plumb.plan.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Tarjan's algorithm: the sets of nodes that can all reach each other. Without recursion, as chains of dependencies can be as
 * long as a schema is big.
 *
 * @param <N> a node
 */
final class StrongComponents<N> {
    private final Function<N, ? extends Collection<N>> successors;
    private final Map<N, Integer> indexes = new HashMap<>();
    private final Map<N, Integer> lowest = new HashMap<>();
    private final Set<N> open = new HashSet<>();
    private final Deque<N> path = new ArrayDeque<>();
    private final List<List<N>> components = new ArrayList<>();

    private StrongComponents(Function<N, ? extends Collection<N>> successors) {
        this.successors = successors;
    }

    static <N> List<List<N>> of(Collection<N> nodes, Function<N, ? extends Collection<N>> successors) {
        StrongComponents<N> search = new StrongComponents<>(successors);
        for (N node : nodes) {
            if (!search.indexes.containsKey(node)) {
                search.visit(node);
            }
        }
        return search.components;
    }

    private void visit(N start) {
        Deque<Frame<N>> frames = new ArrayDeque<>();
        frames.push(enter(start));
        while (!frames.isEmpty()) {
            Frame<N> frame = frames.element();
            if (frame.rest().hasNext()) {
                N next = frame.rest().next();
                if (!indexes.containsKey(next)) {
                    frames.push(enter(next));
                } else if (open.contains(next)) {
                    lower(frame.node(), indexOf(indexes, next));
                }
            } else {
                frames.pop();
                leave(frame.node());
                if (!frames.isEmpty()) {
                    lower(frames.element().node(), indexOf(lowest, frame.node()));
                }
            }
        }
    }

    private Frame<N> enter(N node) {
        int index = indexes.size();
        indexes.put(node, index);
        lowest.put(node, index);
        open.add(node);
        path.push(node);
        return new Frame<>(node, List.copyOf(successors.apply(node)).iterator());
    }

    private void leave(N node) {
        if (indexOf(lowest, node) != indexOf(indexes, node)) {
            return;
        }
        List<N> component = new ArrayList<>();
        N member;
        do {
            member = path.pop();
            open.remove(member);
            component.add(member);
        } while (!member.equals(node));
        components.add(component);
    }

    private void lower(N node, int index) {
        lowest.merge(node, index, Math::min);
    }

    private static <N> int indexOf(Map<N, Integer> map, N node) {
        Integer index = map.get(node);
        if (index == null) {
            throw new IllegalStateException("not visited: " + node);
        }
        return index;
    }

    private record Frame<N>(N node, Iterator<N> rest) {}
}

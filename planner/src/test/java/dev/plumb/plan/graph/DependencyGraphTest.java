package dev.plumb.plan.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
    private final DependencyGraph<String> graph = new DependencyGraph<>(Comparator.<String>naturalOrder());

    @Test
    void tiesAreBrokenByTheGivenOrderWhateverTheOrderOfAdding() {
        graph.add("c");
        graph.add("a");
        graph.add("b");
        assertThat(graph.order()).containsExactly(List.of("a"), List.of("b"), List.of("c"));
    }

    @Test
    void edgesComeBeforeTies() {
        graph.edge("z", "a");
        graph.add("b");
        assertThat(graph.order()).containsExactly(List.of("b"), List.of("z"), List.of("a"));
    }

    @Test
    void anEdgeFromANodeToItselfIsIgnored() {
        graph.edge("a", "a");
        assertThat(graph.order()).containsExactly(List.of("a"));
    }

    @Test
    void aCycleIsRefusedByName() {
        graph.edge("a", "b");
        graph.edge("b", "c");
        graph.edge("c", "a");
        graph.edge("c", "d");
        assertThatThrownBy(graph::order)
                .isInstanceOf(CycleException.class)
                .hasMessageStartingWith("these wait for each other: a, b, c;");
    }

    @Test
    void whatBelongsTogetherIsNotTornApartByTies() {
        graph.together("a", "z");
        graph.add("m");
        assertThat(graph.order()).containsExactly(List.of("m"), List.of("a", "z"));
    }

    @Test
    void whatHasToStandBetweenStandsBetween() {
        graph.together("drop", "make");
        graph.edge("drop", "alter");
        graph.edge("alter", "make");
        graph.edge("first", "alter");
        assertThat(graph.order()).containsExactly(List.of("first"), List.of("drop", "alter", "make"));
    }

    @Test
    void groupsThatNeedEachOtherBecomeOne() {
        graph.together("a1", "a2");
        graph.together("b1", "b2");
        graph.edge("a1", "b2");
        graph.edge("b1", "a2");
        assertThat(graph.order()).containsExactly(List.of("a1", "b1", "a2", "b2"));
    }

    @Test
    void aChainOfAHundredThousandNeedsNoDeepStack() {
        DependencyGraph<Integer> chain = new DependencyGraph<>(Comparator.<Integer>naturalOrder());
        for (int i = 100_000; i > 0; i--) {
            chain.edge(i, i - 1);
        }
        assertThat(chain.order()).hasSize(100_001).startsWith(List.of(100_000)).endsWith(List.of(0));
    }
}

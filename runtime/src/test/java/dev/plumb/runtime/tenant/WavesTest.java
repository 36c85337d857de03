package dev.plumb.runtime.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WavesTest {
    private final List<Integer> begun = Collections.synchronizedList(new ArrayList<>());

    private static List<Integer> numbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    private boolean well(int number) {
        begun.add(number);
        return true;
    }

    @Test
    void allOfThemHaveTheirTurnAndTheFirstOnesAreAlone() {
        assertThat(new Waves(2, 3, 0).run(numbers(7), this::well, () -> false))
                .containsOnlyKeys(1, 2, 3, 4, 5, 6, 7)
                .doesNotContainValue(false);
        assertThat(begun).startsWith(1, 2).containsExactlyInAnyOrderElementsOf(numbers(7));
    }

    @Test
    void asManyAsAllowedAreAtWorkAtATime() {
        CyclicBarrier together = new CyclicBarrier(3);
        assertThat(new Waves(0, 3, 0).run(numbers(6), n -> meets(together), () -> false))
                .hasSize(6)
                .doesNotContainValue(false);
    }

    private static boolean meets(CyclicBarrier others) {
        try {
            others.await(60, TimeUnit.SECONDS);
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    @Test
    void nobodyIsBegunAfterTheCanaryHasFailed() {
        assertThat(new Waves(1, 4, 0).run(numbers(5), n -> false, () -> false))
                .hasSize(1)
                .containsEntry(1, false);
    }

    @Test
    void soManyMayFail() {
        assertThat(new Waves(1, 1, 1).run(numbers(9), n -> n % 3 != 0, () -> false))
                .containsOnlyKeys(1, 2, 3, 4, 5, 6)
                .containsEntry(3, false)
                .containsEntry(6, false);
    }

    @Test
    void nobodyIsBegunOnceItIsHalted() {
        assertThat(new Waves(0, 1, 0).run(numbers(5), this::well, () -> begun.size() == 2))
                .containsOnlyKeys(1, 2);
    }
}

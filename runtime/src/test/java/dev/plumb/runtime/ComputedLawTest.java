package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plugin.Outcome;
import dev.plumb.runtime.cell.TestFunction;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is computed, and whatever is to be computed instead: after an apply nothing is left to do, and every cell is right. A
 * build tries some seeds, {@code -Dplumb.law.seeds=300} that many. A failure names its seed.
 */
class ComputedLawTest {
    private static final int SEEDS = Integer.getInteger("plumb.law.seeds", 6);
    private static final int SPECS = 3;

    @TempDir
    Path root;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anApplyLeadsFromAnySpecToAnyOther(long seed) {
        Random random = new Random(seed);
        LiveProject project = LiveProject.on(seed % 2 == 0 ? 18 : 14, root)
                .with(TestFunction.each("test.shout", text -> Outcome.value(text.toUpperCase(Locale.ROOT))));
        for (int i = 0; i < SPECS; i++) {
            RandomCells cells = RandomCells.of(random);
            String what = "spec " + i + " of seed " + seed + ":\n" + cells.yaml();
            project.declare(cells.yaml());
            try {
                project.apply();
            } catch (RuntimeException e) {
                throw new AssertionError(what, e);
            }
            assertThat(project.differences()).as(what).isEmpty();
            assertRight(project, cells, what);
            write(project, i);
            project.work();
            assertRight(project, cells, what);
        }
    }

    private static void write(LiveProject project, int round) {
        project.execute("insert into dev_library.documents (id, title, pages)"
                + " select i, 'title ' || i, nullif(i %% 5, 4) from generate_series(%d, %d) i"
                        .formatted(round * 100, round * 100 + 40));
        project.execute("update dev_library.documents set pages = pages + 1, title = 'other ' || id where id % 3 = 0");
        project.execute("delete from dev_library.documents where id % 7 = 0");
    }

    private static void assertRight(LiveProject project, RandomCells cells, String what) {
        cells.expected().forEach((column, sql) -> assertThat(project.query(
                        "select id || ': ' || coalesce(%1$s::text, 'null') from dev_library.documents where %1$s is distinct from (%2$s)"
                                .formatted(column, sql)))
                .as(column + " of " + what)
                .isEmpty());
        assertThat(project.query("select count(*) from plumb.note")).as(what).containsExactly("0");
    }
}

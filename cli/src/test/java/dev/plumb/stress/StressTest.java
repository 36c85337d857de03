package dev.plumb.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small form of {@code bench/stress.sh}. */
class StressTest {
    private static final long SEED = 20261121;

    @TempDir
    Path folder;

    @Test
    void everyCellIsWhatItsRowSaysAfterWritersAppliesAndKilledWorkers() throws Exception {
        TestDatabase database = TestPostgres.latest().newDatabase();

        StressResult result = Stress.run(new StressOptions(
                database.url(), database.jdbcUrl(), folder, SEED, 2_000, OptionalInt.of(50), 100, 100));

        assertThat(result.differences()).as("%s", result).isEmpty();
    }
}

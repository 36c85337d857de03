package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each edit of the example, on a database that has the example and its data: what the plan says and runs is in a golden
 * file, applying it works, and then there is nothing left to do. Run with {@code -Dgolden.write=true} to write the files
 * anew, then read the difference.
 */
final class LibraryEditsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/acceptance/edits");

    /** Follows every statement of the golden file, and so tells nothing that the file does not. */
    private static final String DIGEST = "\nEffects: [0-9a-f]{12}\n";

    private static TestDatabase original;

    @BeforeAll
    static void applyTheExample(@TempDir Path folder) throws IOException {
        original = TestPostgres.latest().newDatabase();
        Outcome applied = Example.copiedTo(folder, original).plumb("apply", "--yes");
        assertThat(applied.exitCode()).as(applied.toString()).isZero();
        original.execute("analyze");
    }

    private static Example copied(Path folder) throws IOException {
        Example example = Example.copiedTo(folder, TestPostgres.latest().copyOf(original));
        assertThat(example.plumb("db", "adopt", "--yes").exitCode()).isZero();
        return example;
    }

    static List<Edit> edits() throws IOException {
        return Edit.library();
    }

    @ParameterizedTest
    @MethodSource("edits")
    void theEditIsPlannedAppliedAndThenInPlumb(Edit edit, @TempDir Path folder) throws IOException {
        Example example = copied(folder);
        edit.applyTo(folder);

        Outcome plan = example.plumb("plan");
        Outcome sql = example.plumb("plan", "--format", "sql");
        assertThat(plan.out()).containsPattern(DIGEST);
        assertMatchesGolden(edit, plan.out().replaceFirst(DIGEST, "") + plan.err() + "\n" + sql.out());
        assertThat(plan.exitCode()).isZero();

        Outcome applied = example.plumb("apply", "--yes", "--allow-destructive");
        assertThat(applied.exitCode()).as(applied.toString()).isZero();

        Outcome again = example.plumb("plan", "--check");
        assertThat(again.exitCode()).as(again.toString()).isZero();
    }

    @Test
    void aReplacementIsToldInJsonWithWhatItCosts(@TempDir Path folder) throws IOException {
        Example example = copied(folder);
        edits().stream()
                .filter(e -> e.name().equals("computed-change-under-its-dependent"))
                .findFirst()
                .orElseThrow()
                .applyTo(folder);

        assertMatchesGolden(
                "computed-change-under-its-dependent.json",
                example.plumb("plan", "--format", "json").out());
    }

    private static void assertMatchesGolden(Edit edit, String actual) throws IOException {
        assertMatchesGolden(edit.name(), actual);
    }

    private static void assertMatchesGolden(String name, String actual) throws IOException {
        Path golden = GOLDEN.resolve(name + ".golden");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, actual);
        }
        assertThat(golden).hasContent(actual);
    }
}

package dev.plumb.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each edit of the example, on a database that has the example and its data: what the plan says and runs is in a golden
 * file, applying it works, and then there is nothing left to do.
 */
class LibraryEditsTest {
    private static TestDatabase original;

    @BeforeAll
    static void applyTheExample(@TempDir Path folder) throws IOException {
        original = TestPostgres.latest().newDatabase();
        Project project = Project.copyOf("examples/library", folder, original);
        assertThat(project.run("apply", "--yes").exitCode()).isZero();
        original.execute(Files.readString(project.folder().resolve("data.sql")));
        original.execute("vacuum analyze");
    }

    static List<Edit> edits() throws IOException {
        return Edit.library();
    }

    @ParameterizedTest
    @MethodSource("edits")
    void theEditIsPlannedAppliedAndThenInPlumb(Edit edit, @TempDir Path folder) throws IOException {
        TestDatabase database = TestPostgres.latest().copyOf(original);
        Project project = Project.copyOf("examples/library", folder, database);
        edit.applyTo(folder);

        Project.Output plan = project.run("plan");
        Project.Output sql = project.run("plan", "--format", "sql");
        Golden.assertMatches(
                "edits/" + edit.name() + ".golden", plan.out() + plan.err() + "\n" + sql.out());
        assertThat(plan.exitCode()).isZero();

        Project.Output applied = project.run("apply", "--yes", "--allow-destructive");
        assertThat(applied.exitCode()).as(applied.toString()).isZero();

        Project.Output again = project.run("plan", "--check");
        assertThat(again.exitCode()).as(again.toString()).isZero();
        assertThat(project.run("apply", "--yes").exitCode()).isZero();
    }
}

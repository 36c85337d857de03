package dev.plumb.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemas that others have made: read into a project, found in plumb, and made again elsewhere. The files lie beside the
 * repository where there are any; without them there is nothing to try.
 */
class RealSchemasTest {
    private static final Path DATA = Project.ROOT.resolve("../shared/data");
    private static final TestPostgres SERVER = TestPostgres.of(15);

    @Test
    void chinookIsReadAndMadeAgain(@TempDir Path folder) throws IOException, InterruptedException {
        TestDatabase original = load("chinook.sql");
        Project.Output inspected = inspect(original, folder);
        assertThat(inspected.err()).doesNotContain("not covered");

        TestDatabase copy = SERVER.newDatabase();
        assertThat(project(folder, copy).run("apply", "-e", "live", "--yes").exitCode()).isZero();

        assertThat(dump(copy)).isEqualTo(dump(original));
    }

    @Test
    void pagilaIsReadAndMadeAgainButForWhatIsNotCoveredYet(@TempDir Path folder)
            throws IOException, InterruptedException {
        TestDatabase original = load("pagila.sql");
        Project.Output inspected = inspect(original, folder);
        assertThat(inspected.err())
                .contains("not covered")
                .contains("aggregate")
                .contains("partitioned table")
                .contains("trigger")
                .contains("film_list");

        TestDatabase copy = SERVER.newDatabase();
        Project.Output applied = project(folder, copy).run("apply", "-e", "live", "--yes");
        assertThat(applied.exitCode()).as(applied.toString()).isZero();

        List<String> made = dump(copy);
        assertThat(dump(original)).containsAll(made);
        assertThat(dump(original).stream().filter(s -> !made.contains(s)).toList())
                .as("what is missing is of a kind that is not covered, or needs something that is not")
                .allMatch(s -> s.startsWith("CREATE FUNCTION")
                        || s.startsWith("CREATE AGGREGATE")
                        || s.startsWith("CREATE TRIGGER")
                        || s.contains("payment")
                        || s.contains("group_concat"));
    }

    private static TestDatabase load(String file) throws IOException {
        Path script = DATA.resolve(file);
        assumeTrue(Files.exists(script), "no ../shared/data/" + file);
        TestDatabase database = SERVER.newDatabase();
        database.execute(Files.readString(script));
        return database;
    }

    /** Writes the project and finds the database in plumb with it. */
    private static Project.Output inspect(TestDatabase database, Path folder) {
        Project project = project(folder, database);
        Project.Output inspected = project.run("inspect", "--url", database.url(), "--out", folder.toString());
        assertThat(inspected.exitCode()).as(inspected.toString()).isZero();
        Project.Output status = project.run("status", "-e", "live", "--check");
        assertThat(status.exitCode()).as(status.toString()).isZero();
        return inspected;
    }

    private static Project project(Path folder, TestDatabase database) {
        return new Project(folder, Map.of("DATABASE_URL", database.url()));
    }

    /** The statements of {@code pg_dump --schema-only}, ledger and ownership left out, each as one text. */
    private static List<String> dump(TestDatabase database) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "pg_dump", "--schema-only", "--no-owner", "--no-privileges", "-N", "plumb", database.url())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String sql = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as("pg_dump").isZero();
        return Stream.of(sql.split(";\n"))
                .map(s -> s.lines()
                        .filter(l -> !l.startsWith("--") && !l.isBlank())
                        .collect(Collectors.joining("\n")))
                .filter(s -> !s.isBlank() && !s.startsWith("SET ") && !s.startsWith("SELECT pg_catalog.set_config"))
                .toList();
    }
}

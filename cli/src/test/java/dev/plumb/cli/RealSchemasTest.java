package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemas that others have made: read into a project, found in plumb, and made again elsewhere. The files lie beside the
 * repository where there are any; without them there is nothing to try.
 */
final class RealSchemasTest {
    private static final Path DATA = Example.ROOT.resolve("../shared/data");
    private static final TestPostgres SERVER = TestPostgres.of(15);

    @TempDir
    Path folder;

    @Test
    void chinookIsReadAndMadeAgain() throws IOException, InterruptedException {
        TestDatabase original = load("chinook.sql");
        assertThat(inspect(original, "original").err()).doesNotContain("not covered");
        TestDatabase copy = apply("original");
        inspect(copy, "copy");

        assertThat(spec("copy")).isEqualTo(spec("original"));
        assertThat(dump(copy)).isEqualTo(dump(original));
    }

    @Test
    void pagilaIsReadAndMadeAgainButForWhatIsNotCoveredYet() throws IOException, InterruptedException {
        TestDatabase original = load("pagila.sql");
        assertThat(inspect(original, "original").err())
                .contains("not covered", "aggregate", "trigger", "film_list")
                .doesNotContain("partition");
        TestDatabase copy = apply("original");
        inspect(copy, "copy");

        assertThat(spec("copy")).isEqualTo(spec("original"));
        List<String> made = dump(copy);
        assertThat(dump(original)).containsAll(made);
        assertThat(dump(original).stream().filter(s -> !made.contains(s)).toList())
                .as("what is missing is of a kind that is not covered, or needs something that is not")
                .allMatch(s -> s.equals("public; Type: SCHEMA; Schema: -; Owner: -")
                        || s.contains("; Type: FUNCTION;")
                        || s.contains("; Type: AGGREGATE;")
                        || s.contains("; Type: TRIGGER;")
                        || s.contains("group_concat")
                        || s.contains("rental_category"));
    }

    private static TestDatabase load(String file) throws IOException {
        Path script = DATA.resolve(file);
        assumeTrue(Files.exists(script), "no ../shared/data/" + file);
        TestDatabase database = SERVER.newDatabase();
        database.execute(Files.readString(script));
        return database;
    }

    /** Writes the project and finds the database in plumb with it. */
    private Outcome inspect(TestDatabase database, String project) {
        Shell shell = Shell.in(folder).with("DATABASE_URL", database.url());
        Outcome inspected = shell.plumb("inspect", "--url", database.url(), "--out", project);
        assertThat(inspected.exitCode()).as(inspected.toString()).isZero();
        Outcome adopted = shell.plumb("db", "adopt", "-C", project, "-e", "live", "--yes");
        assertThat(adopted.exitCode()).as(adopted.toString()).isZero();
        Outcome status = shell.plumb("status", "-C", project, "-e", "live", "--check");
        assertThat(status.exitCode()).as(status.toString()).isZero();
        return inspected;
    }

    private TestDatabase apply(String project) {
        TestDatabase copy = SERVER.newDatabase();
        Outcome applied =
                Shell.in(folder).with("DATABASE_URL", copy.url()).plumb("apply", "-C", project, "-e", "live", "--yes");
        assertThat(applied.exitCode()).as(applied.toString()).isZero();
        return copy;
    }

    private String spec(String project) throws IOException {
        return Files.readString(folder.resolve(project).resolve("schema/public.yaml"));
    }

    /**
     * The sections of {@code pg_dump --schema-only} without the ledger, each beginning with its name and type; none where
     * there is no pg_dump of the server's version or newer.
     */
    private static List<String> dump(TestDatabase database) throws IOException, InterruptedException {
        if (!output("sh", "-c", "pg_dump --version || true").matches("(?s)pg_dump .* (1[5-9]|2\\d)\\..*")) {
            return List.of();
        }
        String sql = output("pg_dump", "--schema-only", "--no-owner", "--no-privileges", "-N", "plumb", database.url());
        return Stream.of(sql.split("\n--\n-- Name: "))
                .skip(1)
                .map(s -> s.lines()
                        .filter(l ->
                                !l.startsWith("\\") && !l.startsWith("--") && !l.startsWith("SET ") && !l.isBlank())
                        .collect(Collectors.joining("\n")))
                .toList();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}

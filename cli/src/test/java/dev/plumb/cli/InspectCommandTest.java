package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InspectCommandTest {
    private final TestDatabase database = TestPostgres.latest().newDatabase();

    @TempDir
    Path folder;

    @Test
    void theYamlIsTheResultAndWhatIsNotCoveredIsSaidBesideIt() {
        database.execute("""
                create schema shop;
                create table shop.orders (id bigint primary key, note text default 'a: b ${X}');
                create function shop.touch() returns integer language sql as 'select 1';
                """);
        Outcome outcome = Shell.in(folder).plumb("inspect", "--url", database.url(), "--dir", "shop");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).startsWith("dir: shop\n").contains("orders:");
        assertThat(outcome.err()).contains("not covered by a spec yet (1):", "function shop/");
    }

    @Test
    void aWholeProjectIsWrittenThatIsValidAndOverwritesNothing() {
        database.execute("""
                create schema shop;
                create table shop.orders (id bigint primary key);
                create schema "Ünï / "".x";
                create table "Ünï / "".x"."select"(type text);
                """);
        Shell shell = Shell.in(folder).with("DATABASE_URL", database.url());
        Outcome outcome = shell.plumb("inspect", "--url", database.url(), "--out", "found");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out().lines())
                .containsExactly(
                        "wrote found/plumb.yaml",
                        "wrote found/schema/Ünï_____x.yaml",
                        "wrote found/schema/public.yaml",
                        "wrote found/schema/shop.yaml",
                        "wrote found/.gitignore");
        Outcome valid = shell.plumb("validate", "-C", "found");
        assertThat(valid.exitCode()).as(valid.toString()).isZero();

        Outcome again = shell.plumb("inspect", "--url", database.url(), "--out", "found");
        assertThat(again.exitCode()).isEqualTo(64);
        assertThat(again.err()).contains("there is already found/plumb.yaml", "nothing is overwritten");
    }

    @Test
    void computedColumnsAreWrittenAsSuchSoThatTheFileCanTakeThePlaceOfTheOneThatMadeThem() throws IOException {
        Shell shell = Shell.in(folder).with("DATABASE_URL", database.url());
        Path file = Files.createDirectories(folder.resolve("schema")).resolve("shop.yaml");
        Files.writeString(folder.resolve("plumb.yaml"), """
                project: shop
                environments:
                  dev: {database: "${DATABASE_URL}"}
                """);
        Files.writeString(file, """
                dir: shop
                types:
                  state: {enum: [new, sent]}
                tables:
                  orders:
                    columns: {id: bigint primary key, note: text, state: state}
                    computed:
                      words:  {type: integer, function: text.word_count, args: {text: note}}
                      twice:  {type: integer, sql: 2 * words, on_error: ignore, comment: Words}
                      label:
                        type: text
                        sql: coalesce(note, '') || case state when 'sent' then '!' else '' end
                        nullable: false
                    indexes:
                      alike: {embedding: note, function: embed.hashing, args: {dimensions: 8}, dimensions: 8}
                """);
        Outcome applied = shell.plumb("apply", "--yes");
        assertThat(applied.exitCode()).as(applied.toString()).isZero();

        Outcome found = shell.plumb("inspect", "--dir", "shop");
        assertThat(found.out())
                .contains("computed:", "function: text.word_count", "on_error: ignore", "nullable: false")
                .doesNotContain("plumb:");
        assertThat(found.err()).isEmpty();
        Files.writeString(file, found.out());

        Outcome again = shell.plumb("status", "--check");
        assertThat(again.exitCode()).as(again + found.out()).isZero();
    }

    @Test
    void anEmptyDatabaseGivesNothingAndSaysSo() {
        database.execute("drop schema public");
        Outcome outcome = Shell.in(folder).plumb("inspect", "--url", database.url());
        assertThat(outcome)
                .isEqualTo(new Outcome(
                        0,
                        "",
                        "note: there is nothing to write: the database holds no schema that belongs to the project\n"));
    }

    @Test
    void twoPlacesAtOnceAreAUsageError() {
        Outcome outcome =
                Shell.in(folder).plumb("inspect", "--url", database.url(), "--out", "found", "-o", "found.yaml");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("--out and -o name two places");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void twoDatabasesAtOnceAreAUsageError() {
        Outcome outcome = Shell.in(folder).plumb("inspect", "-e", "dev", "--url", database.url());
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("-e and --url name two databases");
    }

    @Test
    void aSchemaThatIsNotThereIsAnsweredWithTheNearest() {
        database.execute("create schema shop; create table shop.t (id int)");
        Outcome outcome = Shell.in(folder).plumb("inspect", "--url", database.url(), "--dir", "shpo");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("shpo", "shop");
    }

    @Test
    void aServerThatIsNotThereIsAFailureInASentence() {
        Outcome outcome = Shell.in(folder).plumb("inspect", "--url", "postgresql://localhost:1/nothing");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("error: ").contains("  next: ").doesNotContain("\tat ");
    }

    @Test
    void aUrlThatIsNoneIsAUsageError() {
        Outcome outcome = Shell.in(folder).plumb("inspect", "--url", "mysql://localhost/x");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).startsWith("error: ");
    }
}

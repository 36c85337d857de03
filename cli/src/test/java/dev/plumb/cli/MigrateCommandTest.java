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

/** Changelogs from the first to the last command. */
final class MigrateCommandTest {
    private static final String ORDERS = """
            dir: shop
            tables:
              orders:
                columns:
                  id: bigint not null
                  note: text
                primary_key: [id]
            """;

    @TempDir
    Path folder;

    private final TestDatabase database = TestPostgres.latest().newDatabase();

    private Shell shop() {
        return Shell.in(folder)
                .with("DATABASE_URL", database.url())
                .file("plumb.yaml", """
                        project: shop
                        environments:
                          dev: {database: "${DATABASE_URL}"}
                        """)
                .file("schema/shop.yaml", ORDERS);
    }

    private static String ok(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome.out();
    }

    @Test
    void changelogsAreWrittenProvedRunAndTakenBack() {
        Shell shell = shop();
        assertThat(ok(shell.plumb("migrate", "new", "start"))).contains("migrations/0001_start.sql", "1 changeset");
        shell.file("schema/shop.yaml", ORDERS.replace("note: text", "note: varchar(20)\n      paid: boolean") + """
                    indexes:
                      orders_note_idx: [note]
                """);
        assertThat(shell.plumb("migrate", "verify").exitCode()).isEqualTo(2);
        ok(shell.plumb("migrate", "new", "paid"));
        assertThat(ok(shell.plumb("migrate", "verify"))).contains("come to what is declared");
        assertThat(ok(shell.plumb("migrate", "new", "nothing"))).contains("nothing to write");

        assertThat(shell.plumb("migrate", "status", "--check").exitCode()).isEqualTo(2);
        assertThat(shell.plumb("migrate", "up", "--yes").exitCode()).isEqualTo(3);
        assertThat(database.count("select count(*) from pg_class where relname like '%databasechangelog%'"))
                .as("to look writes nothing")
                .isZero();
        ok(shell.plumb("migrate", "up", "--count", "1", "--yes"));
        ok(shell.plumb("migrate", "up", "--to", "paid", "--yes", "--allow-destructive"));
        assertThat(ok(shell.plumb("migrate", "status", "--check"))).contains("none to run");
        ok(shell.plumb("plan", "--check"));

        ok(shell.plumb("migrate", "rollback", "--yes", "--allow-destructive"));
        assertThat(database.count("select count(*) from pg_indexes where indexname = 'orders_note_idx'"))
                .isZero();
        ok(shell.plumb("migrate", "rollback", "--yes", "--allow-destructive"));
        assertThat(database.count("select count(*) from pg_namespace where nspname = 'dev_shop'"))
                .isZero();
    }

    @Test
    void whatWasEditedAfterItRanIsRefusedAndSoIsWhatLiquibaseHasLocked() throws IOException {
        Shell shell =
                shop().file("migrations/changelog.yaml", MigrateNewCommand.ROOT).file("migrations/0001_notes.sql", """
                        --liquibase formatted sql
                        --changeset ann:1 splitStatements:false
                        create table public."odd;name" (note text default 'a;b ${HOME_OF_NOBODY} $$');
                        --rollback drop table public."odd;name";
                        """);
        database.execute(
                "create table public.dev_databasechangeloglock (id integer primary key, locked boolean not null,"
                        + " lockgranted timestamp, lockedby varchar(255))");
        database.execute("insert into public.dev_databasechangeloglock values (1, true, now(), 'build 7')");
        Outcome locked = shell.plumb("migrate", "up", "--yes");
        assertThat(locked.exitCode()).isEqualTo(5);
        assertThat(locked.err()).contains("build 7");

        database.execute("update public.dev_databasechangeloglock set locked = false");
        ok(shell.plumb("migrate", "up", "--yes"));
        assertThat(database.count("select count(*) from pg_attrdef where pg_get_expr(adbin, adrelid) = "
                        + "'''a;b ${HOME_OF_NOBODY} $$''::text'"))
                .isOne();

        Path file = folder.resolve("migrations/0001_notes.sql");
        Files.writeString(file, Files.readString(file).replace("a;b", "b"));
        Outcome edited = shell.plumb("migrate", "up", "--yes");
        assertThat(edited.exitCode()).isEqualTo(64);
        assertThat(edited.err()).contains("0001_notes.sql", "changed after it ran", "plumb migrate new");
    }
}

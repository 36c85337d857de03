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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        return shop(database);
    }

    private Shell shop(TestDatabase database) {
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

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 18})
    void changelogsAreWrittenProvedRunAndTakenBackOnOldAndNewServers(int major) {
        TestDatabase database = TestPostgres.of(major).newDatabase();
        Shell shell = shop(database);
        assertThat(ok(shell.plumb("migrate", "new", "start"))).contains("migrations/0001_start.sql", "1 changeset");
        shell.file("schema/shop.yaml", ORDERS.replace("note: text", "note: varchar(20)\n      paid: boolean") + """
                    indexes:
                      orders_note_idx: [note]
                """);
        Outcome unequal = shell.plumb("migrate", "verify");
        assertThat(unequal.exitCode()).isEqualTo(2);
        assertThat(unequal.out().replaceFirst("Effects: [0-9a-f]{12}", "Effects: ..."))
                .isEqualTo("""
                the changelogs do not come to what is declared; what is missing:
                this database: 2 to create, 1 to alter, 1 destructive

                shop/orders
                  ~ DESTRUCTIVE alter column note: differs from its declaration (schema/shop.yaml:6:7)
                      type: text -> character varying(20)
                      ! table rewrite: the type changes: an unknown number of rows of shop/orders are written anew while readers and writers wait
                        way out: run it in a quiet hour, or add a column beside it, fill it and swap the two
                      ! data loss: values of text may not survive as character varying(20)
                        way out: take a copy first, or keep it declared
                      ! may fail on rows: values that cannot be converted make it fail
                        way out: find these rows and correct them first
                        count the rows: select count(*) from dev_shop.orders where char_length(note::text) > 20
                      ! breaks clients: statements of running applications that use the former type of shop/orders.note fail
                        way out: deploy applications that no longer use it first
                  + create index orders_note_idx: declared, not in the database (schema/shop.yaml:10:7)
                      ! index build: an index over an unknown number of rows of shop/orders is built
                        way out: no action needed: it is built concurrently where that is possible
                  + create column paid: declared, not in the database (schema/shop.yaml:7:7)
                      ! brief exclusive lock: readers and writers of shop/orders wait for a moment
                        way out: no action needed: the lock is given up after a short while and tried again

                Effects: ...

                Next: plumb migrate new NAME
                """);
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
    void whatWasAppliedSoFarRunsNoChangelogAndIsRecordedOnceItIsProvedToHaveThem() {
        Shell shell = shop();
        ok(shell.plumb("apply", "--yes"));
        ok(shell.plumb("migrate", "new", "start"));
        Outcome up = shell.plumb("migrate", "up", "--yes");
        assertThat(up.exitCode()).isEqualTo(3);
        assertThat(up.out()).isEmpty();
        assertThat(up.err())
                .contains("dev was made by plumb apply", "no changelog has run", "such as directory ")
                .contains("plumb apply -e dev", "plumb migrate sync -e dev");

        shell.file("schema/shop.yaml", ORDERS.replace("note: text", "note: text\n      paid: boolean"));
        refusesToRecord(shell, "the changelogs do not come to what is declared", "plumb migrate new NAME");
        ok(shell.plumb("migrate", "new", "paid"));
        refusesToRecord(shell, "dev is not as declared", "plumb plan -e dev");
        ok(shell.plumb("apply", "--yes"));
        assertThat(ok(shell.plumb("migrate", "sync"))).contains("0001_start.sql", "2 changesets recorded as run");

        assertThat(ok(shell.plumb("migrate", "sync"))).contains("nothing to record");
        assertThat(ok(shell.plumb("migrate", "status", "--check"))).contains("2 changesets run, none to run");
        shell.file("schema/shop.yaml", ORDERS);
        ok(shell.plumb("migrate", "new", "unpaid"));
        ok(shell.plumb("migrate", "up", "--yes", "--allow-destructive"));
        ok(shell.plumb("plan", "--check"));
    }

    private void refusesToRecord(Shell shell, String why, String next) {
        Outcome sync = shell.plumb("migrate", "sync");
        assertThat(sync.exitCode()).as(sync.toString()).isEqualTo(3);
        assertThat(sync.err()).contains(why, next);
        assertThat(database.count("select count(*) from pg_class where relname = 'dev_databasechangelog'"))
                .isZero();
    }

    @Test
    void whatNobodyRemembersIsRecordedOnceItIsAsDeclared() {
        Shell shell = shop();
        ok(shell.plumb("apply", "--yes"));
        database.execute("drop schema plumb cascade; alter table dev_shop.orders alter note type varchar(9)");
        ok(shell.plumb("migrate", "new", "start"));
        Outcome up = shell.plumb("migrate", "up", "--yes");
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err()).contains("already exists", "plumb migrate sync -e dev");

        Outcome unlike = shell.plumb("migrate", "sync");
        assertThat(unlike.exitCode()).isEqualTo(3);
        assertThat(unlike.err()).contains("dev is not as declared");
        database.execute("alter table dev_shop.orders alter note type text");
        assertThat(ok(shell.plumb("migrate", "sync"))).contains("1 changeset recorded as run");
        ok(shell.plumb("plan", "--check"));
    }

    @Test
    void whatWasAppliedAndThenTakenAwayRunsItsChangelogs() {
        Shell shell = shop();
        ok(shell.plumb("migrate", "new", "start"));
        ok(shell.plumb("migrate", "up", "--yes"));
        ok(shell.plumb("apply", "--yes"));
        ok(shell.plumb("migrate", "rollback", "--yes", "--allow-destructive"));
        ok(shell.plumb("migrate", "up", "--yes"));
        ok(shell.plumb("plan", "--check"));
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

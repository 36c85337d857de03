package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.ending;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hand-written changelogs that came in another order than their names, and such as Liquibase does not run once. */
final class MigrateOrderTest {
    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void runTheFirstAndTheThird() {
        shop = Shop.in(folder);
        shop.shell().file("migrations/changelog.yaml", MigrateNewCommand.ROOT);
        changelog("0001_a", "", "create table public.a ()", "drop table public.a");
        changelog("0003_c", "", "create table public.c ()", "drop table public.c");
        ok(shop.plumb("migrate", "up", "--yes"));
    }

    private void changelog(String name, String attributes, String sql, String rollback) {
        shop.shell().file("migrations/" + name + ".sql", """
                --liquibase formatted sql
                --changeset ann:%s splitStatements:false%s
                %s;
                --rollback %s;
                """.formatted(name, attributes, sql, rollback));
    }

    private String tables() {
        return shop.asked(
                "select string_agg(relname, '' order by relname) from pg_class where relname in ('a', 'b', 'c')");
    }

    @Test
    void whatRanLastIsTakenBackFirst() {
        changelog("0002_b", "", "create table public.b ()", "drop table public.b");
        ok(shop.plumb("migrate", "up", "--yes"));
        assertThat(tables()).isEqualTo("abc");
        Outcome back = ok(shop.plumb("migrate", "rollback", "--yes", "--allow-destructive"));
        assertThat(back.out()).contains("0002_b", "1 changeset taken back");
        assertThat(tables()).isEqualTo("ac");
    }

    @Test
    void whatRanAndIsInNoFileAnyMoreIsNotTakenBack() throws IOException {
        Files.delete(folder.resolve("migrations/0003_c.sql"));
        assertThat(ok(shop.plumb("migrate", "status", "--check")).out())
                .contains("2 changesets run, none to run", "in no file any more: migrations/0003_c.sql");
        Outcome back = ending(3, shop.plumb("migrate", "rollback", "--yes", "--allow-destructive"));
        assertThat(back.err()).contains("migrations/0003_c.sql ann:0003_c", "its way back is not known");
        assertThat(tables()).isEqualTo("ac");
    }

    @Test
    void whatIsForAnotherServerIsNotToRunAndWhatRunsAlwaysIs() {
        changelog("0004_other", " dbms:mysql", "create table public.b ()", "empty");
        changelog("0005_always", " runAlways:true", "create table if not exists public.b ()", "drop table public.b");
        ok(shop.plumb("migrate", "up", "--yes"));
        assertThat(ending(2, shop.plumb("migrate", "status", "--check")).out())
                .contains("3 changesets run, 1 to run", "0005_always");
        assertThat(ok(shop.plumb("migrate", "up", "--yes")).out()).contains("1 changeset run\n");
        assertThat(tables()).isEqualTo("abc");
    }
}

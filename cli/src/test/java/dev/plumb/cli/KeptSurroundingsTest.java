package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept, and what is around it or happens to it meanwhile. */
final class KeptSurroundingsTest {
    private static final String EVENTS = """
            dir: shop
            tables:
              events:
                columns: {day: date not null, text: text}
                partition_by: {range: [day]}
                partitions:
                  events_2025: {from: ["'2025-01-01'"], to: ["'2026-01-01'"]}
                  events_2026: {from: ["'2026-01-01'"], to: ["'2027-01-01'"]}
                indexes: {events_text_idx: [text]}
            """;

    private static final String WITHOUT_ORDERS =
            "dir: shop\nremoved:\n  - {table: orders, action: keep, reason: the archive has them}\n";

    private static final String IN_PLUMB = "dev: in plumb, nothing to do\n";

    private static final String NOTHING = "dev: nothing is kept\n";

    @TempDir
    Path folder;

    private static Outcome ok(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    private static void apply(Shop shop) {
        ok(shop.plumb("apply", "--yes", "--allow-destructive"));
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo(IN_PLUMB);
    }

    private static void assertRefused(Outcome outcome, String message) {
        assertThat(outcome).isEqualTo(new Outcome(3, "", message));
    }

    private static String kept(Shop shop) {
        return ok(shop.plumb("kept", "list")).out();
    }

    private Shop filled() {
        Shop shop = Shop.in(folder).applied();
        shop.database()
                .execute("insert into dev_shop.orders (customer, note) values ('Ann', 'first'), ('Bob', 'next')");
        return shop;
    }

    private Shop withoutNote(Shop shop) {
        return shop.declaring(Shop.ORDERS.replace("      note: text\n", "")
                + "removed:\n  - {column: orders.note, action: keep, reason: moved}\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aPartitionedTableComesBackWithItsPartitionsAndIsPurgedWithThem(int major) {
        Shop shop = Shop.on(major, folder).declaring(EVENTS).applied();
        shop.database().execute("insert into dev_shop.events values ('2025-03-01', 'old'), ('2026-03-01', 'new')");
        String removed = """
                dir: shop
                removed:
                  - {table: events, action: keep, reason: archived}
                  - {table: events_2025, action: keep, reason: archived}
                """;
        String schemas = "select count(*) from pg_namespace where nspname like 'plumb:%'";
        apply(shop.declaring(removed));
        assertThat(kept(shop)).contains("table shop/events\n", "table shop/events_2025\n");
        assertRefused(shop.plumb("kept", "restore", "shop/events_2025"), """
                error: shop/events_2025 cannot be restored by itself: it is a partition of a table that is kept
                  next: restore that table: its partitions come along
                """);
        ok(shop.plumb("kept", "restore", "shop/events"));
        assertThat(kept(shop)).isEqualTo(NOTHING);
        assertThat(shop.asked(schemas)).isEqualTo("0");
        apply(shop.declaring(EVENTS));
        assertThat(shop.asked("select string_agg(text, ',' order by day) from dev_shop.events"))
                .isEqualTo("old,new");

        apply(shop.declaring(removed.replace("  - {table: events_2025, action: keep, reason: archived}\n", "")));
        ok(shop.plumb("kept", "purge", "shop/events", "--force"));
        assertThat(kept(shop)).isEqualTo(NOTHING);
        assertThat(shop.asked(schemas)).isEqualTo("0");
        assertThat(shop.asked("select count(*) from plumb.kept")).isEqualTo("0");
    }

    @Test
    void aTableStaysAsLongAsColumnsInItArePromised() {
        Shop shop = withoutNote(filled());
        shop.shell()
                .file(
                        "plumb.yaml",
                        "project: shop\nenvironments: {dev: {database: \"${DATABASE_URL}\", keep_for: 30d}}\n");
        apply(shop);
        shop.declaring("dir: shop\n");
        Outcome refused = shop.plumb("apply", "--yes", "--allow-destructive");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).matches("""
                error: shop/orders: it is to go, and column shop/orders\\.note with it, which dev keeps until 20.*Z \\(keep_for\\)
                    nothing was applied
                  next: keep the table as well \\(action: keep\\), or wait until then, or shorten keep_for of the environment in plumb\\.yaml
                """);
        apply(shop.declaring(WITHOUT_ORDERS));
        assertThat(kept(shop)).contains("table shop/orders\n", "column shop/orders.note\n");
        ok(shop.plumb("kept", "restore", "shop/orders.note"));
        ok(shop.plumb("kept", "restore", "shop/orders"));
        assertThat(kept(shop)).isEqualTo(NOTHING);
        apply(shop.declaring(Shop.ORDERS));
        assertThat(shop.asked("select string_agg(note, ',' order by id) from dev_shop.orders"))
                .isEqualTo("first,next");
    }

    @Test
    void aPlanSaysWhatIsKeptAndGoesWithItsTable() {
        Shop shop = withoutNote(filled());
        apply(shop);
        shop.declaring("dir: shop\n");
        assertThat(ok(shop.plumb("plan")).out())
                .contains("what is kept of column shop/orders.note goes with shop/orders");
        apply(shop);
        assertThat(kept(shop)).isEqualTo(NOTHING);
    }

    @Test
    void whatSomebodyBroughtBackByHandIsNotPurged() {
        Shop shop = withoutNote(filled());
        apply(shop);
        shop.database().execute("alter table dev_shop.orders rename column \"plumb:removed:note\" to note");
        assertThat(kept(shop)).isEqualTo(NOTHING);
        ok(shop.plumb("kept", "purge", "--expired", "--force"));
        apply(shop.declaring(Shop.ORDERS));

        apply(shop.declaring(WITHOUT_ORDERS));
        shop.database().execute("alter table \"plumb:removed:dev_shop.orders\".orders set schema dev_shop");
        assertThat(kept(shop)).isEqualTo(NOTHING);
        ok(shop.plumb("kept", "purge", "--expired", "--force"));
        assertThat(shop.asked("select string_agg(note, ',' order by id) from dev_shop.orders"))
                .isEqualTo("first,next");
        apply(shop.declaring(Shop.ORDERS));
    }

    /** Numbers of tables are others in a database that was restored from a dump. */
    @Test
    void whatHasTheNumberOfSomethingThatWasKeptIsLeftAlone() {
        Shop shop = withoutNote(filled());
        apply(shop);
        shop.database().execute("create table public.others (note text)");
        shop.database().execute("update plumb.kept set relation = 'public.others'");
        assertThat(kept(shop)).isEqualTo(NOTHING);
        assertThat(shop.asked("select pg_typeof(relation) from plumb.kept")).isEqualTo("regclass");
    }

    @Test
    void whoeverUsesTheTableIsNotInterruptedAndNothingIsChanged() throws SQLException {
        Shop shop = withoutNote(filled());
        apply(shop);
        try (Connection other = shop.database().connect();
                Statement use = other.createStatement()) {
            other.setAutoCommit(false);
            use.execute("select from dev_shop.orders");
            assertThat(shop.plumb("kept", "restore", "shop/orders.note")).isEqualTo(new Outcome(5, "", """
                    error: restoring shop/orders.note has to wait: dev is being applied to, or clients use the table
                      next: wait until they are done, then run the command again
                    """));
            assertThat(shop.plumb("kept", "purge", "shop/orders.note", "--force"))
                    .isEqualTo(new Outcome(5, "", """
                            error: purging what is kept of dev has to wait: dev is being applied to, or clients use the table
                              next: wait until they are done, then run the command again
                            """));
            other.rollback();
        }
        assertThat(kept(shop)).contains("column shop/orders.note\n");
        ok(shop.plumb("kept", "restore", "shop/orders.note"));
    }

    @Test
    void whatOthersHaveBuiltOnItIsInTheWay() {
        Shop shop = filled().declaring(WITHOUT_ORDERS);
        apply(shop);
        shop.database().execute("create view public.mine as select note from \"plumb:removed:dev_shop.orders\".orders");
        assertRefused(shop.plumb("kept", "purge", "shop/orders", "--force"), """
                error: shop/orders is kept, and something that others have made is in its way: PostgreSQL says: cannot drop table "plumb:removed:dev_shop.orders".orders because other objects depend on it (view mine depends on table "plumb:removed:dev_shop.orders".orders); hint: Use DROP ... CASCADE to drop the dependent objects too.
                  next: drop or move that by hand first, then run the command again
                """);
        shop.database().execute("drop view public.mine");
        shop.database().execute("create table \"plumb:removed:dev_shop.orders\".mine (id int)");
        Outcome outcome = shop.plumb("kept", "restore", "shop/orders");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("something that others have made is in its way", "table", "mine");
        assertThat(kept(shop)).contains("table shop/orders\n");
        shop.database().execute("drop table \"plumb:removed:dev_shop.orders\".mine");
        shop.database().execute("create type dev_shop.orders as enum ('x')");
        assertRefused(shop.plumb("kept", "restore", "shop/orders"), """
                error: shop/orders cannot be restored: something of its name, or of the name of one of its indexes, is there
                  next: rename what is there, or take it away, and apply; then restore this
                """);
    }
}

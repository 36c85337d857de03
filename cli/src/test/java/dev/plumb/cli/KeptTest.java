package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code removed: keep} and {@code plumb kept}. */
final class KeptTest {
    private static final String BEFORE = """
            dir: shop
            types:
              state: {enum: [open, paid]}
            tables:
              customers:
                columns:
                  id: {type: bigint, identity: always}
                  name: text not null
                primary_key: [id]
              orders:
                columns:
                  id: {type: bigint, identity: always}
                  customer: bigint not null references customers(id)
                  number: {type: bigint, identity: by default}
                  note: text not null default 'none'
                  state: state not null default 'open'
                primary_key: [id]
                unique: {orders_number_key: [number]}
                indexes: {orders_note_idx: [note]}
            """;

    private static final String WITHOUT_NOTE = BEFORE.replace("      note: text not null default 'none'\n", "")
            .replace("    indexes: {orders_note_idx: [note]}\n", "");

    private static final String WITHOUT_ORDERS = BEFORE.substring(0, BEFORE.indexOf("  orders:"));

    private static final String ROWS = """
            insert into dev_shop.customers (name) values ('Ann'), ('Bob');
            insert into dev_shop.orders (customer, note) values (1, 'first'), (2, 'second')""";

    private static final String KEEP_NOTE =
            "removed:\n  - {column: orders.note, action: keep, reason: moved to the CRM}\n";

    private static final String KEEP_ORDERS =
            "removed:\n  - {table: orders, action: keep, reason: the archive has them}\n";

    @TempDir
    Path folder;

    private Shop filled() {
        Shop shop = Shop.in(folder).declaring(BEFORE).applied();
        shop.database().execute(ROWS);
        return shop;
    }

    /** With further keys of the environment, such as {@code keep_for: 30d}. */
    private Shop filled(String rules) {
        Shop shop = filled();
        shop.shell()
                .file(
                        "plumb.yaml",
                        "project: shop\nenvironments: {dev: {database: \"${DATABASE_URL}\", " + rules + "}}\n");
        return shop;
    }

    private static Outcome ok(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    private static void assertError(Outcome outcome, int exitCode, String message) {
        assertThat(outcome).isEqualTo(new Outcome(exitCode, "", message));
    }

    private static String values(Shop shop, String query) {
        return shop.asked("select string_agg(v::text, ',' order by v) from (" + query + ") q(v)");
    }

    @Test
    void aColumnThatIsKeptIsOutOfTheWayAndComesBackWithItsValues() {
        Shop shop = filled().declaring(WITHOUT_NOTE + KEEP_NOTE);
        assertThat(ok(shop.plumb("plan")).out()).contains("""

                shop/orders
                  - DESTRUCTIVE drop column note: managed, no longer declared
                      meant: moved to the CRM
                      ! data kept: the values of an unknown number of rows are kept aside
                        way out: restore it, or purge it when its time is over: plumb kept list
                """);
        assertThat(ok(shop.plumb("apply", "--yes")).out()).contains("run 2");
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("dev: in plumb, nothing to do\n");
        // Nobody has to know the column, and nothing writes it.
        shop.database().execute("insert into dev_shop.orders (customer) values (1)");
        assertThat(ok(shop.plumb("kept", "list")).out()).matches("""
                dev

                column shop/orders\\.note
                  removed 20.*Z by run 2: moved to the CRM
                  kept until it is purged
                (  . rows, estimated
                )?""");

        assertThat(ok(shop.plumb("kept", "restore", "shop/orders.note")).out()).isEqualTo("""
                restored: column shop/orders.note

                Next: declare it, take its entry out of 'removed', and see what else it needs: plumb plan -e dev
                """);
        assertThat(ok(shop.plumb("kept", "list")).out()).isEqualTo("dev: nothing is kept\n");
        assertThat(values(shop, "select coalesce(note, '-') from dev_shop.orders"))
                .isEqualTo("-,first,second");
        shop.database().execute("update dev_shop.orders set note = 'third' where note is null");
        ok(shop.declaring(BEFORE).plumb("apply", "--yes"));
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("dev: in plumb, nothing to do\n");
        shop.database().execute("insert into dev_shop.orders (customer) values (1)");
        assertThat(values(shop, "select note from dev_shop.orders")).isEqualTo("first,none,second,third");
    }

    @Test
    void aTableThatIsKeptComesBackWithItsRowsKeysAndNumbers() {
        Shop shop = filled().declaring(WITHOUT_ORDERS + KEEP_ORDERS);
        ok(shop.plumb("apply", "--yes"));
        assertThat(shop.asked("select to_regclass('dev_shop.orders') is null")).isEqualTo("t");
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("dev: in plumb, nothing to do\n");
        assertThat(values(shop, "select note from \"plumb:removed:dev_shop.orders\".orders"))
                .isEqualTo("first,second");
        // The names are free again.
        shop.database().execute("create table dev_shop.orders (id int constraint orders_pkey primary key)");
        assertError(shop.plumb("kept", "restore", "shop/orders"), 3, """
                error: shop/orders cannot be restored: something of its name, or of the name of one of its indexes, is there
                  next: rename what is there, or take it away, and apply; then restore this
                """);
        shop.database().execute("drop table dev_shop.orders");

        ok(shop.plumb("kept", "restore", "shop/orders"));
        ok(shop.declaring(BEFORE).plumb("apply", "--yes"));
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("dev: in plumb, nothing to do\n");
        shop.database().execute("insert into dev_shop.orders (customer) values (2)");
        assertThat(values(shop, "select id || note from dev_shop.orders")).isEqualTo("1first,2second,3none");
        assertThat(shop.asked("select count(*) from pg_namespace where nspname like 'plumb:%'"))
                .isEqualTo("0");
    }

    @Test
    void whatIsPromisedIsKeptUntilItsTimeIsOver() {
        Shop shop = filled("keep_for: 30d").declaring(WITHOUT_NOTE + KEEP_NOTE);
        ok(shop.plumb("apply", "--yes"));
        assertThat(ok(shop.plumb("kept", "purge", "--expired", "--force")).out())
                .isEqualTo("dev: nothing is kept whose time is over\n");
        Outcome early = shop.plumb("kept", "purge", "shop/orders.note", "--force");
        assertThat(early.exitCode()).isEqualTo(3);
        assertThat(early.err()).matches("""
                error: dev keeps shop/orders\\.note until 20.*Z \\(keep_for\\)
                  next: wait until then, or shorten keep_for of the environment in plumb\\.yaml
                """);
        shop.database().execute("update plumb.kept set at = at - interval '30 days'");
        assertThat(ok(shop.plumb("kept", "list")).out()).contains("its time was over 20");
        assertError(shop.plumb("kept", "purge", "--expired"), 3, """
                error: there is no terminal to ask on, so nothing was dropped
                  next: say that it is meant: plumb kept purge -e dev --expired --force
                """);
        assertThat(ok(shop.plumb("kept", "purge", "--expired", "--force")).out())
                .isEqualTo("purged: column shop/orders.note\n");
        assertThat(shop.asked("select count(*) from pg_attribute where attname like 'plumb:%'"))
                .isEqualTo("0");
        assertThat(ok(shop.plumb("kept", "list", "--format", "json")).out()).contains("\"kept\" : [ ]");
    }

    @Test
    void wordsThatNameNothingThatIsKeptAreMistakes() {
        Shop shop = filled().declaring(WITHOUT_NOTE + KEEP_NOTE);
        ok(shop.plumb("apply", "--yes"));
        assertError(shop.plumb("kept", "restore", "shop/orders.not"), 64, """
                error: nothing of shop/orders.not is kept in dev
                  next: did you mean shop/orders.note?
                """);
        assertError(shop.plumb("kept", "purge"), 64, """
                error: what is to be purged?
                  next: name it, or write --expired for all whose time is over
                """);
    }

    @Test
    void oneThingOfANameIsKeptAtATime() {
        Shop shop = filled().declaring(WITHOUT_NOTE + KEEP_NOTE);
        ok(shop.plumb("apply", "--yes"));
        ok(shop.declaring(BEFORE).plumb("apply", "--yes"));
        shop.declaring(WITHOUT_NOTE + KEEP_NOTE);
        Outcome outcome = shop.plumb("apply", "--yes");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("""
                error: shop/orders.note: it is to be kept, and another one that was removed before is kept already
                    nothing was applied
                  next: purge that one first: plumb kept purge shop/orders.note -e dev
                """);
        ok(shop.plumb("kept", "purge", "shop/orders.note", "--yes"));
        ok(shop.plumb("apply", "--yes"));
        assertThat(ok(shop.plumb("kept", "list")).out()).contains("column shop/orders.note");
    }

    @Test
    void whatItNeedsStaysAsLongAsItIsKept() {
        Shop shop =
                filled().declaring(WITHOUT_ORDERS.replace("types:\n  state: {enum: [open, paid]}\n", "") + KEEP_ORDERS);
        Outcome outcome = shop.plumb("apply", "--yes", "--allow-destructive");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("""
                error: shop/orders: it is to be kept, and enum shop/state, which it needs, is to go
                    nothing was applied
                  next: leave state declared until this is purged, or say action: purge
                """);
    }

    @Test
    void onlyWhatHoldsRowsCanBeKept() {
        Shop shop = filled().declaring(BEFORE + "removed:\n  - {view: totals, action: keep, reason: x}\n");
        assertError(shop.plumb("validate"), 64, """
                error: nothing of a view can be kept: it holds no rows
                  where: schema/shop.yaml:21:5
                  next: write action: purge; the files' history has its definition
                """);
    }

    @Test
    void partitionsAreKeptWithTheirTableOrByThemselves() {
        String parts = """
                dir: shop
                tables:
                  events:
                    columns: {day: date not null, text: text}
                    partition_by: {range: [day]}
                    partitions:
                      events_2025: {from: ["'2025-01-01'"], to: ["'2026-01-01'"]}
                      events_2026: {from: ["'2026-01-01'"], to: ["'2027-01-01'"]}
                """;
        Shop shop = Shop.in(folder).declaring(parts).applied();
        shop.database().execute("insert into dev_shop.events values ('2025-03-01', 'old'), ('2026-03-01', 'new')");
        shop.declaring(parts.replace("      events_2025: {from: [\"'2025-01-01'\"], to: [\"'2026-01-01'\"]}\n", "")
                + "removed:\n  - {table: events_2025, action: keep, reason: archived}\n");
        ok(shop.plumb("apply", "--yes"));
        assertThat(values(shop, "select text from dev_shop.events")).isEqualTo("new");
        assertThat(values(shop, "select text from \"plumb:removed:dev_shop.events_2025\".events_2025"))
                .isEqualTo("old");
        ok(shop.plumb("kept", "restore", "shop/events_2025"));
        Outcome refused = shop.declaring(parts).plumb("apply", "--yes");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("attach it by hand (alter table … attach partition …), then apply again");
        shop.database()
                .execute("alter table dev_shop.events attach partition dev_shop.events_2025"
                        + " for values from ('2025-01-01') to ('2026-01-01')");
        // What detaching it concurrently has left, which nobody declares.
        shop.database().execute("alter table dev_shop.events_2025 drop constraint events_2025_day_check");
        ok(shop.plumb("apply", "--yes"));
        assertThat(values(shop, "select text from dev_shop.events")).isEqualTo("new,old");

        shop.declaring("dir: shop\nremoved:\n  - {table: events, action: keep, reason: archived}\n");
        ok(shop.plumb("apply", "--yes", "--allow-destructive"));
        assertThat(values(shop, "select text from \"plumb:removed:dev_shop.events\".events"))
                .isEqualTo("new,old");
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("dev: in plumb, nothing to do\n");
        ok(shop.plumb("kept", "purge", "shop/events", "--force"));
        assertThat(ok(shop.plumb("kept", "list")).out()).isEqualTo("dev: nothing is kept\n");
    }

    @Test
    void aTableWithComputedColumnsIsKeptWithTheirValuesAndKeptRightAgainOnceItIsBack() {
        String computed = BEFORE + "    computed: {loud: {type: text, sql: upper(note)}}\n";
        Shop shop = Shop.in(folder).declaring(computed).applied();
        shop.database().execute(ROWS);
        ok(shop.declaring(WITHOUT_ORDERS + KEEP_ORDERS).plumb("apply", "--yes"));
        assertThat(values(shop, "select loud from \"plumb:removed:dev_shop.orders\".orders"))
                .isEqualTo("FIRST,SECOND");
        ok(shop.plumb("kept", "restore", "shop/orders"));
        shop.database().execute("update dev_shop.orders set note = 'other' where note = 'first'");
        ok(shop.declaring(computed).plumb("apply", "--yes", "--allow-destructive"));
        assertThat(values(shop, "select loud from dev_shop.orders")).isEqualTo("OTHER,SECOND");
    }

    @Test
    void anEnvironmentThatIsDestroyedKeepsNothing() {
        Shop shop = filled().declaring(WITHOUT_ORDERS + KEEP_ORDERS);
        ok(shop.plumb("apply", "--yes"));
        assertThat(ok(shop.plumb("env", "destroy", "--force")).out())
                .contains("what is kept of table shop/orders goes as well");
        assertThat(shop.asked("select count(*) from pg_namespace where nspname like '%shop%'"))
                .isEqualTo("0");
        assertThat(shop.asked("select count(*) from plumb.kept")).isEqualTo("0");
    }
}

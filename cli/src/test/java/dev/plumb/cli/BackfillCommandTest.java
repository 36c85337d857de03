package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackfillCommandTest {
    private static final String COMPUTED = Shop.ORDERS + """
                computed:
                  "it's loud": {type: text, sql: upper(customer)}
            """;

    /** As an apply leaves it that was killed before it filled anything. */
    private static final String UNFILLED = """
            begin;
            set local plumb.mode = 'fill';
            update dev_shop.orders set "it's loud" = null;
            commit;
            update plumb.managed set filled = false where part = 'it''s loud';
            analyze dev_shop.orders;
            insert into plumb.backfill (namespace, relation, columns, rows_estimated)
            values ((select id from plumb.namespace), 'dev_shop.orders', '{it''s loud}', 1000)
            """;

    private static final String COLUMN = "shop/orders.\"it's loud\"";

    @TempDir
    Path folder;

    private Shop shop() {
        Shop shop = Shop.in(folder).declaring(COMPUTED).applied();
        shop.database()
                .execute("insert into dev_shop.orders (customer) select 'c' || n from generate_series(1, 1000) n");
        shop.database().execute(UNFILLED);
        return shop;
    }

    private static Outcome succeeds(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    @Test
    void statusListsWhatIsNotAtItsEnd() {
        Shop shop = shop();
        assertThat(succeeds(shop.plumb("backfill", "status")).out())
                .startsWith("1 shop/orders.\"it's loud\": running, 0 rows of about 1,000, since ");
        assertThat(succeeds(shop.plumb("status")).out())
                .contains("Computed columns (1):\n  shop/orders.\"it's loud\": filling 0%\n");
    }

    @Test
    void runFillsWhatIsLeft() {
        Shop shop = shop();
        Outcome run = succeeds(shop.plumb("backfill", "run", COLUMN, "--parallel", "1"));
        assertThat(run.out()).startsWith("1 shop/orders.\"it's loud\": done, 1,000 rows of about 1,000, since ");
        assertThat(run.err()).doesNotContain("\r");
        assertThat(shop.plumb("sample", COLUMN, "--where", "\"it's loud\" is distinct from upper(customer)")
                        .out())
                .contains("There is no such row.");
        assertThat(succeeds(shop.plumb("backfill", "status")).out())
                .isEqualTo("dev: no backfill is open; 1 at their end: --all\n");
        assertThat(succeeds(shop.plumb("backfill", "status", "--all", "--format", "json"))
                        .out())
                .contains("\"state\" : \"done\"", "\"rows_written\" : 1000");
        assertThat(succeeds(shop.plumb("backfill", "run")).out()).isEqualTo("dev: no backfill to run\n");
    }

    @Test
    void whatRunHasFilledIsFilledForTheNextPlanToo() {
        Shop shop = shop();
        succeeds(shop.plumb("backfill", "run"));
        assertThat(succeeds(shop.plumb("status")).out()).contains("\"it's loud\": filled\n");
        assertThat(shop.plumb("plan", "--check").exitCode()).isZero();
    }

    @Test
    void anApplyThatDetachesLeavesTheFillingAndWhatRestsOnItToOthers() {
        Shop shop = Shop.in(folder).applied();
        shop.database()
                .execute("insert into dev_shop.orders (customer) select 'c' || n from generate_series(1, 1000) n");
        Shop computed = shop.declaring(COMPUTED + """
                indexes: {loud: {on: ['"it''s loud"']}}
            """);

        Outcome detached = succeeds(computed.plumb("apply", "--yes", "--backfill", "detach"));
        assertThat(detached.out())
                .contains("left to others: backfill 1\n", "  fill: plumb backfill run\n", "  then: plumb apply\n");
        assertThat(succeeds(computed.plumb("backfill", "status")).out()).contains(": running, 0 rows");
        assertThat(succeeds(computed.plumb("status")).out()).contains("\"it's loud\": filling");
        assertThat(computed.plumb("plan", "--check").exitCode()).isEqualTo(2);

        succeeds(computed.plumb("backfill", "run"));
        assertThat(computed.plumb("plan", "--check").exitCode()).isEqualTo(2);
        assertThat(succeeds(computed.plumb("apply", "--yes")).out())
                .contains("loud")
                .doesNotContain("left to others");
        assertThat(computed.plumb("plan", "--check").exitCode()).isZero();
    }

    @Test
    void anApplyThatWaitsTellsHowTheFillingGoes() {
        Shop shop = Shop.in(folder).applied().typing("");
        shop.database()
                .execute(
                        "insert into dev_shop.orders (customer) select 'c' || n from generate_series(1, 1000) n; analyze");
        Outcome applied = succeeds(shop.declaring(COMPUTED).plumb("apply", "--yes", "--backfill", "wait"));
        assertThat(applied.err()).contains("\rshop/orders.\"it's loud\"", "100%");
        assertThat(applied.out()).contains("applied: ");
    }

    @Test
    void onATerminalThereIsABar() {
        Outcome run = succeeds(shop().typing("").plumb("backfill", "run"));
        assertThat(run.err()).contains("\rshop/orders.\"it's loud\"", "100%");
    }

    @Test
    void itIsPausedResumedAndCancelledFromElsewhere() {
        Shop shop = shop();
        assertThat(succeeds(shop.plumb("backfill", "pause", "shop/orders")).out())
                .isEqualTo("backfill 1 of shop/orders: paused\n");
        assertThat(succeeds(shop.plumb("backfill", "status")).out()).contains(": paused, ", "\n    paused by hand\n");
        assertThat(succeeds(shop.plumb("status")).out()).contains("filling 0%, paused (backfill 1)\n");
        assertThat(succeeds(shop.plumb("backfill", "run")).out()).isEqualTo("dev: no backfill to run\n");
        assertThat(succeeds(shop.plumb("backfill", "pause")).out()).isEqualTo("dev: no backfill to pause\n");
        assertThat(succeeds(shop.plumb("backfill", "resume", "1")).out())
                .isEqualTo("backfill 1 of shop/orders: running again\n");
        assertThat(succeeds(shop.plumb("backfill", "cancel", "shop")).out())
                .isEqualTo("backfill 1 of shop/orders: cancelled\n");
        assertThat(succeeds(shop.plumb("status")).out()).contains("\"it's loud\": not filled yet\n");
    }

    @Test
    void aBackfillThatIsNotThereIsAMistake() {
        Outcome outcome = shop().plumb("backfill", "resume", "shop/order");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).isEqualTo("""
                        error: dev has no backfill of shop/order
                          next: plumb backfill status lists those that there are
                        """);
    }
}

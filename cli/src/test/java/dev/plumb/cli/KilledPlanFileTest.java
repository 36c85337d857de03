package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An apply of a plan file whose process is killed while the server is at a statement that runs on its own. */
final class KilledPlanFileTest {
    private static final String EVENTS = """
            dir: shop
            tables:
              events:
                columns: {day: date not null, text: text}
                partition_by: {range: [day]}
                partitions:
                  events_2025: {from: ["'2025-01-01'"], to: ["'2026-01-01'"]}
                  events_2026: {from: ["'2026-01-01'"], to: ["'2027-01-01'"]}
            """;

    private static final String WITHOUT_2025 =
            EVENTS.replace("      events_2025: {from: [\"'2025-01-01'\"], to: [\"'2026-01-01'\"]}\n", "");

    @TempDir
    Path folder;

    private static Outcome ok(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    /** Kills the apply while the server waits for somebody's transaction. */
    private static void applyAndKill(Shop shop, String statement, String waitingFor) throws Exception {
        try (Connection other = shop.database().connect();
                Statement work = other.createStatement();
                PlumbProcess process = start(shop, other, work, waitingFor)) {
            while (shop.database()
                            .count(
                                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '"
                                            + statement + "%'")
                    == 0) {
                shop.asked("select pg_sleep(0.02)");
            }
            process.signal("KILL");
            process.await();
            other.rollback();
        }
        shop.awaitNobody();
    }

    private static PlumbProcess start(Shop shop, Connection other, Statement work, String waitingFor) throws Exception {
        other.setAutoCommit(false);
        work.execute(waitingFor);
        return PlumbProcess.start(shop.shell(), "apply", "plan.json", "--yes", "--allow-destructive");
    }

    private static void finish(Shop shop) {
        ok(shop.plumb("apply", "plan.json", "--yes", "--allow-destructive"));
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("dev: in plumb, nothing to do\n");
        assertThat(shop.plumb("apply", "plan.json", "--yes", "--allow-destructive")
                        .exitCode())
                .isEqualTo(4);
    }

    @Test
    void anIndexThatTheServerBuiltAllTheSameIsTakenByTheSameFile() throws Exception {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("insert into dev_shop.orders (customer, note) values ('Ann', 'x')");
        shop.declaring(Shop.ORDERS + "    indexes: {orders_note_idx: [note]}\n");
        ok(shop.plumb("plan", "-o", "plan.json"));
        applyAndKill(shop, "create index concurrently", "update dev_shop.orders set note = 'y'");
        finish(shop);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aPartitionThatWasDetachedAllTheSameIsKeptByTheSameFile(int major) throws Exception {
        Shop shop = Shop.on(major, folder).declaring(EVENTS).applied();
        shop.database().execute("insert into dev_shop.events values ('2025-03-01', 'old'), ('2026-03-01', 'new')");
        shop.database().execute("analyze");
        shop.declaring(WITHOUT_2025 + "removed:\n  - {table: events_2025, action: keep, reason: archived}\n");
        ok(shop.plumb("plan", "-o", "plan.json"));
        applyAndKill(shop, "alter table dev_shop.events detach", "select from dev_shop.events");
        finish(shop);
        assertThat(ok(shop.plumb("kept", "list")).out()).contains("table shop/events_2025\n");
        assertThat(shop.asked("select text from \"plumb:removed:dev_shop.events_2025\".events_2025"))
                .isEqualTo("old");
    }
}

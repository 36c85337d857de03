package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that run changelogs at once, and one that is killed: every changeset runs once, and the next {@code up} ends the job. */
final class MigrateTogetherTest {
    private static final String BUILDING =
            "from pg_stat_progress_create_index where datname = current_database() and phase like 'waiting for writers%'";

    private static final String SESSIONS = "from pg_stat_activity where datname = current_database()"
            + " and backend_type = 'client backend' and pid <> pg_backend_pid()";

    private static final String INVALID = "select count(*) from pg_index where not indisvalid";

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void runTheFirst() {
        shop = Shop.in(folder);
        ok(shop.plumb("migrate", "new", "start"));
        ok(shop.plumb("migrate", "up", "--yes"));
        shop.database()
                .execute("insert into dev_shop.orders (customer) select 'c' || n from generate_series(1, 100) n");
    }

    /** A table of its own, and then an index of one with rows. */
    private void writeTheSecond() {
        shop.declaring(Shop.ORDERS + """
                    indexes:
                      orders_customer_idx: [customer]
                  customers:
                    columns: {name: text not null}
                    primary_key: [name]
                """);
        ok(shop.plumb("migrate", "new", "customers"));
    }

    private void await(String something) {
        while (!shop.asked("select exists (select " + something + ")").equals("t")) {
            shop.asked("select pg_sleep(0.02)");
        }
    }

    /** Somebody who writes the orders, and so lets nobody lock them or finish an index of them. */
    private Connection writer() throws SQLException {
        Connection connection = shop.database().connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into dev_shop.orders (customer) values ('dora')");
        }
        return connection;
    }

    private PlumbProcess up() {
        return PlumbProcess.start(shop.shell(), "migrate", "up", "--yes");
    }

    /** Its session ends only with what it is at. */
    private void kill(PlumbProcess process, String session) throws Exception {
        process.signal("KILL");
        process.await();
        assertThat(shop.database().count("select count(pg_terminate_backend(pid)) " + session))
                .isPositive();
        while (!shop.asked("select exists (select " + session + ")").equals("f")) {
            shop.asked("select pg_sleep(0.02)");
        }
    }

    private void assertEachRanOnce() {
        assertThat(shop.asked("select count(*) = count(distinct id) from public.dev_databasechangelog"))
                .isEqualTo("t");
        assertThat(ok(shop.plumb("migrate", "status", "--check")).out()).contains("none to run");
        assertThat(shop.database().count(INVALID)).isZero();
        ok(shop.plumb("plan", "--check"));
    }

    @Test
    void aSecondOneWaitsAndFindsEverythingDone() throws Exception {
        writeTheSecond();
        try (Connection writer = writer();
                PlumbProcess first = up()) {
            await(BUILDING);
            try (PlumbProcess second = up()) {
                await(SESSIONS + " and query like '%pg_try_advisory_lock%' and application_name not like '%ledger'");
                writer.rollback();
                assertThat(first.await()).isZero();
                assertThat(second.await()).isZero();
            }
        }
        assertEachRanOnce();
    }

    @Test
    void anIndexWhoseBuildWasKilledIsBuiltAnew() throws Exception {
        writeTheSecond();
        try (Connection writer = writer();
                PlumbProcess process = up()) {
            await(BUILDING);
            kill(process, SESSIONS + " and query ilike '%concurrently%'");
            writer.rollback();
        }
        assertThat(shop.database().count(INVALID)).isOne();
        ok(shop.plumb("migrate", "up", "--yes"));
        assertEachRanOnce();
    }

    @Test
    void whatWasKilledAfterAChangesetGoesOnWithTheNext() throws Exception {
        shop.shell().file("migrations/0002_gates.sql", """
                --liquibase formatted sql
                --changeset ann:1
                create table public.gates (name text);
                --rollback drop table public.gates;
                --changeset ann:2
                alter table ${plumb.prefix}shop.orders set (fillfactor = 90);
                alter table ${plumb.prefix}shop.orders add note_length integer;
                --rollback alter table ${plumb.prefix}shop.orders drop note_length;
                """);
        try (Connection writer = writer();
                PlumbProcess process = up()) {
            await("from pg_locks where not granted and relation = 'dev_shop.orders'::regclass");
            kill(process, SESSIONS + " and wait_event_type = 'Lock'");
            writer.rollback();
        }
        assertThat(shop.asked("select string_agg(id, ' ' order by orderexecuted) from public.dev_databasechangelog"))
                .isEqualTo("0001_start-1 1");
        assertThat(ok(shop.plumb("migrate", "up", "--yes")).out()).contains("1 changeset run");
        assertThat(shop.asked("select string_agg(id, ' ' order by orderexecuted) from public.dev_databasechangelog"))
                .isEqualTo("0001_start-1 1 2");
    }
}

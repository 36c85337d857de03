package dev.plumb.runtime.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.runtime.cell.CellFixture;
import dev.plumb.schema.OnError;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestStandby;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filling holds itself back: for as many rows a second as allowed, for replicas, and for others who wait for the table. */
class ThrottleTest {
    private static final int ROWS = 3_000;
    private static final int MOST_OF_A_CHUNK = 200;
    private static final BackfillOptions OPTIONS = BackfillOptions.defaults().withRows(60, MOST_OF_A_CHUNK);

    @TempDir
    Path folder;

    @Test
    void allProcessesTogetherFillNoMoreRowsASecondThanOneOfThemWasTold() throws Exception {
        CellFixture fixture = documents(TestPostgres.latest().newDatabase());
        long id = create(fixture);
        int rate = 1_500;
        CompletableFuture<BackfillState> told =
                started(fixture, id, OPTIONS.withMaxRowsPerSecond(rate), BackfillListener.SILENT);
        while (fixture.number("select count(*) from plumb.backfill where options ? 'max_rows_per_second'") == 0) {
            assertThat(told).isNotCompletedExceptionally();
        }
        CompletableFuture<BackfillState> untold = started(fixture, id, OPTIONS, BackfillListener.SILENT);

        assertThat(told.join().maxRowsPerSecond()).hasValue(rate);
        assertThat(untold.join().state()).isEqualTo(BackfillState.State.DONE);

        assertFilled(fixture, ROWS);
        assertThat(fixture.number("select count(distinct worker) from plumb.backfill_chunk"))
                .isEqualTo(2);
        int atOnce = rate / 10 + 2 * OPTIONS.parallel() * MOST_OF_A_CHUNK;
        assertThat(fixture.query("""
                        select format('chunk %%s after %%s s: %%s rows', seq, seconds, rows) from (
                          select seq, extract(epoch from started_at - min(started_at) over ()) as seconds,
                            sum(rows_seen) over (order by started_at) as rows from plumb.backfill_chunk) c
                        where rows > seconds * %d + %d""".formatted(rate, atOnce))).isEmpty();
        create(fixture);
        assertThat(fixture.query("select id from plumb.bucket")).isEmpty();
    }

    @Test
    void noChunkHasMoreRowsThanASecondAllows() throws Exception {
        CellFixture fixture = documents(TestPostgres.latest().newDatabase());
        fixture.execute("delete from app.documents where id > 100");
        long id = create(fixture);
        started(fixture, id, OPTIONS.withMaxRowsPerSecond(40), BackfillListener.SILENT)
                .join();
        assertFilled(fixture, 100);
        assertThat(fixture.number("select max(rows_seen) from plumb.backfill_chunk"))
                .isEqualTo(40);
    }

    @Test
    void itWaitsForAReplicaThatIsTooFarBehind() throws Exception {
        try (TestStandby standby = TestStandby.start(folder)) {
            CellFixture fixture = documents(standby.newDatabase());
            long id = create(fixture);
            standby.holdBack();
            while (fixture.number("select count(*) from pg_stat_replication where replay_lag > interval '300 ms'")
                    == 0) {
                fixture.execute("select pg_logical_emit_message(true, 'test', 'x')");
            }
            Heard heard = new Heard();
            CompletableFuture<BackfillState> engine =
                    heard.to(started(fixture, id, withMaxReplicaLag(Duration.ofMillis(300)), heard));

            assertThat(heard.next()).matches("waiting: the replica far away is \\d+ s behind");
            assertNothingBegun(fixture);
            standby.letGo();

            assertThat(heard.next()).isEqualTo("resumed");
            assertThat(engine.join().state()).isEqualTo(BackfillState.State.DONE);
            assertFilled(fixture, ROWS);
        }
    }

    @Test
    void itWaitsAsLongAsSomebodyWaitsForTheTable() throws Exception {
        CellFixture fixture = documents(TestPostgres.latest().newDatabase());
        long id = create(fixture);
        try (Connection reader = fixture.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("select from app.documents limit 1");
            CompletableFuture<Void> change = changed(fixture);
            while (fixture.number("select count(*) from pg_locks where not granted and database = ("
                            + "select oid from pg_database where datname = current_database())")
                    == 0) {
                assertThat(change).isNotDone();
            }
            Heard heard = new Heard();
            CompletableFuture<BackfillState> engine = heard.to(started(fixture, id, OPTIONS, heard));

            assertThat(heard.next()).isEqualTo("waiting: 1 session(s) wait for a lock on the table");
            assertNothingBegun(fixture);
            reader.rollback();

            change.join();
            assertThat(heard.next()).isEqualTo("resumed");
            assertThat(engine.join().state()).isEqualTo(BackfillState.State.DONE);
            assertFilled(fixture, ROWS);
        }
    }

    private static CompletableFuture<Void> changed(CellFixture fixture) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        fixture.execute("alter table app.documents add note text");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    /** What a listener hears of waiting, in order, and in the end how it ended. */
    private static final class Heard implements BackfillListener {
        private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

        CompletableFuture<BackfillState> to(CompletableFuture<BackfillState> engine) {
            return engine.whenComplete((state, failure) -> words.add("ended: " + failure));
        }

        @Override
        public void waiting(String reason) {
            words.add("waiting: " + reason);
        }

        @Override
        public void resumed() {
            words.add("resumed");
        }

        String next() throws InterruptedException {
            return words.take();
        }
    }

    private static BackfillOptions withMaxReplicaLag(Duration lag) {
        return new BackfillOptions(
                OPTIONS.parallel(),
                OPTIONS.stripes(),
                OPTIONS.firstRows(),
                OPTIONS.mostRows(),
                OPTIONS.target(),
                OPTIONS.lease(),
                OPTIONS.lockTimeout(),
                OptionalInt.empty(),
                lag);
    }

    private static CellFixture documents(TestPostgres.TestDatabase database) throws SQLException {
        CellFixture fixture = CellFixture.on(database);
        fixture.execute("create table app.documents (id bigint primary key, body text not null)");
        fixture.execute("insert into app.documents select i, 'text ' || i from generate_series(1, " + ROWS + ") i");
        fixture.install(
                "documents",
                List.of(new KeyColumn("id", "bigint")),
                false,
                CellFixture.expression("length", "integer", OnError.ABORT, "length(body)", "body text"));
        return fixture;
    }

    private static long create(CellFixture fixture) throws SQLException {
        try (Connection connection = fixture.connect()) {
            return Backfills.create(
                    connection, 1, OptionalLong.empty(), fixture.relation("app.documents"), List.of("length"));
        }
    }

    private static CompletableFuture<BackfillState> started(
            CellFixture fixture, long id, BackfillOptions options, BackfillListener listener) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new BackfillEngine(fixture::connect, fixture.functions(), options)
                                .run(id, Optional.empty(), listener);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    private static void assertNothingBegun(CellFixture fixture) throws SQLException {
        assertThat(fixture.number("select count(*) from plumb.backfill_chunk")).isZero();
    }

    private static void assertFilled(CellFixture fixture, int rows) throws SQLException {
        assertThat(fixture.number("select count(*) from app.documents where length = length(body)"))
                .isEqualTo(rows);
    }
}

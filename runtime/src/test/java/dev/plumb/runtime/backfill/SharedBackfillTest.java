package dev.plumb.runtime.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.UnusableException;
import dev.plumb.runtime.call.UnusableFunctionException;
import dev.plumb.runtime.cell.CellFixture;
import dev.plumb.runtime.cell.TestFunction;
import dev.plumb.runtime.work.WorkListener;
import dev.plumb.runtime.work.WorkOptions;
import dev.plumb.runtime.work.WorkResult;
import dev.plumb.runtime.work.Worker;
import dev.plumb.schema.OnError;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backfills that several engines work on, that are interrupted, and that others write into. */
class SharedBackfillTest {
    private static final List<KeyColumn> ID = List.of(new KeyColumn("id", "bigint"));
    private static final BackfillOptions OPTIONS = BackfillOptions.defaults().withRows(60, 200);

    @Test
    void twoEnginesShareTheChunksAndComputeEachRowOnce() throws Exception {
        TestFunction upper = upper();
        CellFixture fixture = documents(4000, upper);
        long id = create(fixture, "loud");

        List<CompletableFuture<BackfillState>> engines =
                List.of(started(fixture, id), started(fixture, id), started(fixture, id));
        engines.forEach(CompletableFuture::join);

        assertRight(fixture, 4000);
        assertThat(upper.asked()).hasSize(4000).allSatisfy((text, times) -> assertThat(times)
                .isOne());
        assertThat(fixture.number("select sum(rows_seen) from plumb.backfill")).isEqualTo(4000);
        assertThat(fixture.number("select count(distinct worker) from plumb.backfill_chunk"))
                .isEqualTo(3);
    }

    @Test
    void sessionsThatAreKilledAgainAndAgainCostAtMostTheirUncommittedStripes() throws Exception {
        TestFunction upper = upper();
        CellFixture fixture = documents(6000, upper);
        long id = create(fixture, "loud");
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger kills = new AtomicInteger();
        CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> {
            while (!ended.get() && kills.get() < 8) {
                kills.addAndGet((int) number(fixture, """
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where application_name = 'plumb backfill' and datname = current_database() and state = 'active'"""));
            }
        });

        started(fixture, id).join();
        ended.set(true);
        killer.join();

        assertRight(fixture, 6000);
        int calls = upper.asked().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(calls).isBetween(6000, 6000 + kills.get() * 200);
    }

    @Test
    void anotherEngineTakesOverWhatADeadOneHad() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        CellFixture fixture = documents(1000, TestFunction.of("test.upper", Limits.defaults(), texts -> {
            if (first.compareAndSet(true, false)) {
                begun.countDown();
                never.await();
            }
            return texts.stream()
                    .map(text -> Outcome.value(text.toUpperCase(Locale.ROOT)))
                    .toList();
        }));
        long id = create(fixture, "loud");
        Thread dead = new Thread(() -> {
            try {
                new BackfillEngine(fixture::connect, fixture.functions(), OPTIONS.withParallel(1))
                        .run(id, Optional.empty(), BackfillListener.SILENT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        dead.start();
        begun.await();
        // What stands for its death: nobody renews its lease, and its time is over.
        fixture.execute(
                "update plumb.backfill_chunk set worker = gen_random_uuid(), lease_until = now() - interval '1 s'"
                        + " where state = 'claimed'");

        BackfillState ended = started(fixture, id).join();
        dead.interrupt();
        dead.join();

        assertThat(ended.state()).isEqualTo(BackfillState.State.DONE);
        assertRight(fixture, 1000);
        assertThat(fixture.number("select max(attempts) from plumb.backfill_chunk"))
                .isEqualTo(2);
    }

    @Test
    void aFunctionThatCannotWorkStopsItAndItGoesOnLater() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CellFixture fixture = documents(1000, TestFunction.of("test.upper", Limits.defaults(), texts -> {
            if (calls.incrementAndGet() == 5) {
                throw new UnusableException("unauthorized", "the key is refused");
            }
            return texts.stream()
                    .map(text -> Outcome.value(text.toUpperCase(Locale.ROOT)))
                    .toList();
        }));
        long id = create(fixture, "loud");
        assertThatThrownBy(() -> new BackfillEngine(fixture::connect, fixture.functions(), OPTIONS)
                        .run(id, Optional.empty(), BackfillListener.SILENT))
                .isInstanceOf(UnusableFunctionException.class);
        assertThat(fixture.query("select state || ': ' || error from plumb.backfill")
                        .get(0))
                .startsWith("failed: the function test.upper 1 cannot work");

        try (Connection connection = fixture.connect()) {
            assertThat(Backfills.resume(connection, id)).isTrue();
        }
        started(fixture, id).join();

        assertRight(fixture, 1000);
    }

    @Test
    void aPausedOneWaitsAndACancelledOneEnds() throws Exception {
        CellFixture fixture = documents(1000, upper());
        long id = create(fixture, "loud");
        try (Connection connection = fixture.connect()) {
            Backfills.pause(connection, id, "lunch");
            CountDownLatch waiting = new CountDownLatch(1);
            BackfillListener listener = new BackfillListener() {
                @Override
                public void waiting(String reason) {
                    waiting.countDown();
                }
            };
            CompletableFuture<BackfillState> engine = started(fixture, id, listener);
            waiting.await();
            assertThat(fixture.number("select count(*) from app.documents where loud is not null"))
                    .isZero();
            Backfills.cancel(connection, id);

            assertThat(engine.join().state()).isEqualTo(BackfillState.State.CANCELLED);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverOthersWriteMeanwhileEveryCellIsRightInTheEnd(long seed) throws Exception {
        CellFixture fixture = documents(3000, upper());
        fixture.execute("alter table app.documents add other integer");
        long id = create(fixture, "loud", "louder", "length");
        AtomicBoolean ended = new AtomicBoolean();
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Random random = new Random(seed * 10 + i);
            writers.add(
                    CompletableFuture.runAsync(() -> write(fixture, random, ended), task -> new Thread(task).start()));
        }
        Worker worker = new Worker(fixture::connect, fixture.functions(), WorkOptions.defaults(), WorkListener.SILENT);
        CompletableFuture<WorkResult> working = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return worker.run();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());

        List.of(started(fixture, id), started(fixture, id)).forEach(CompletableFuture::join);
        ended.set(true);
        writers.forEach(CompletableFuture::join);
        worker.stop();
        working.join();
        Worker last = new Worker(fixture::connect, fixture.functions(), WorkOptions.defaults(), WorkListener.SILENT);
        assertThat(last.drain().notesLeft()).isZero();

        assertThat(
                        fixture.query(
                                "select id || ' ' || body || ' ' || coalesce(loud, '-') || ' ' || coalesce(louder, '-')"
                                        + " from app.documents where loud is distinct from upper(body)"
                                        + " or louder is distinct from upper(body) || '!' or length is distinct from length(body)"))
                .isEmpty();
        assertThat(fixture.number("select count(*) from plumb.cell_error")).isZero();
    }

    private static void write(CellFixture fixture, Random random, AtomicBoolean ended) {
        try (Connection connection = fixture.connect();
                Statement statement = connection.createStatement()) {
            while (!ended.get()) {
                long row = 1L + random.nextInt(3000);
                long other = 1_000_000_000L + random.nextInt(1_000_000_000);
                switch (random.nextInt(5)) {
                    case 0 ->
                        statement.execute("insert into app.documents (id, body) values (" + other + ", 'new " + other
                                + "') on conflict do nothing");
                    case 1 ->
                        statement.execute("update app.documents set body = 'changed " + other + "' where id = " + row);
                    case 2 -> statement.execute("update app.documents set other = 1 where id = " + row);
                    case 3 -> statement.execute("update app.documents set id = " + -other + " where id = " + row);
                    default -> statement.execute("delete from app.documents where id = " + row);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestFunction upper() {
        return TestFunction.each("test.upper", text -> Outcome.value(text.toUpperCase(Locale.ROOT)));
    }

    private static CellFixture documents(int rows, TestFunction function) throws Exception {
        CellFixture fixture = CellFixture.on(18);
        fixture.execute("create table app.documents (id bigint primary key, body text not null)");
        fixture.execute("insert into app.documents select i, 'text ' || i from generate_series(1, " + rows + ") i");
        fixture.register(function);
        fixture.install(
                "documents",
                ID,
                false,
                CellFixture.expression("length", "integer", OnError.ABORT, "length(body)", "body text"),
                CellFixture.call("loud", OnError.ABORT, "test.upper", "body"),
                CellFixture.expression("louder", "text", OnError.ABORT, "loud || '!'", "loud text"));
        return fixture;
    }

    private static long create(CellFixture fixture, String... columns) throws Exception {
        try (Connection connection = fixture.connect()) {
            long relation = fixture.relation("app.documents");
            return Backfills.create(connection, 1, OptionalLong.empty(), relation, List.of(columns));
        }
    }

    private static CompletableFuture<BackfillState> started(CellFixture fixture, long id) {
        return started(fixture, id, BackfillListener.SILENT);
    }

    private static CompletableFuture<BackfillState> started(CellFixture fixture, long id, BackfillListener listener) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new BackfillEngine(fixture::connect, fixture.functions(), OPTIONS)
                                .run(id, Optional.empty(), listener);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    private static long number(CellFixture fixture, String sql) {
        try {
            return fixture.number(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRight(CellFixture fixture, long rows) throws SQLException {
        assertThat(fixture.number("select count(*) from app.documents where loud = upper(body)"))
                .isEqualTo(rows);
        assertThat(fixture.query("select state from plumb.backfill")).containsExactly("done");
    }
}

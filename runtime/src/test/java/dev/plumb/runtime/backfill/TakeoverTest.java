package dev.plumb.runtime.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.runtime.cell.CellFixture;
import dev.plumb.runtime.cell.MortalSource;
import dev.plumb.runtime.cell.TestFunction;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.RowSession;
import dev.plumb.runtime.session.WorkerSessions;
import dev.plumb.schema.OnError;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process has claimed is with others as soon as its sessions have ended, and not before. No lease runs out meanwhile. */
class TakeoverTest {
    private static final Duration LEASE = Duration.ofDays(1);

    private static final BackfillOptions OPTIONS = new BackfillOptions(
            1,
            4,
            60,
            200,
            Duration.ofMillis(60),
            LEASE,
            Duration.ofSeconds(2),
            OptionalInt.empty(),
            Duration.ofSeconds(5));

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aChunkIsFreeWhenTheLastSessionOfItsOwnerHasEnded(int major) throws Exception {
        CellFixture fixture = documents(major, TestFunction.each("test.upper", Outcome::value));
        long id = create(fixture);
        MortalSource source = new MortalSource(fixture);
        WorkerSessions sessions = WorkerSessions.of(source);
        ChunkTable owner = new ChunkTable(id, sessions.worker(), LEASE);
        WorkerSessions others = WorkerSessions.of(fixture::connect);
        ChunkTable other = new ChunkTable(id, others.worker(), LEASE);
        try (Connection connection = others.connect();
                Connection first = RowSession.open(sessions, "first", OPTIONS.lockTimeout());
                Connection second = RowSession.open(sessions, "second", OPTIONS.lockTimeout())) {
            owner.add(connection, Optional.empty(), "[10]", 1, 10);
            Chunk lost = owner.claim(connection).orElseThrow();

            assertThat(other.claim(connection)).isEmpty();
            source.lose("first");
            assertThat(first.isValid(0)).isFalse();
            assertThat(other.claim(connection)).isEmpty();
            assertThat(workers(connection, id)).isOne();
            source.lose("second");
            assertThat(second.isValid(0)).isFalse();
            assertThat(workers(connection, id)).isZero();

            assertThat(other.claim(connection)).get().satisfies(chunk -> {
                assertThat(chunk.seq()).isEqualTo(lost.seq());
                assertThat(chunk.token()).isGreaterThan(lost.token());
            });
            assertThatThrownBy(() -> owner.advance(connection, lost, 1, new StripeResult(10, 0, 0), true))
                    .isInstanceOf(ChunkLostException.class);
            other.renew(connection);
            assertThat(workers(connection, id)).isOne();
        }
    }

    @Test
    void aClaimOfAWorkerWhoseSessionsHoldNoLockLastsAsLongAsItsLease() throws Exception {
        CellFixture fixture = documents(18, TestFunction.each("test.upper", Outcome::value));
        long id = create(fixture);
        ChunkTable other =
                new ChunkTable(id, WorkerSessions.of(fixture::connect).worker(), LEASE);
        try (Connection connection = fixture.connect()) {
            other.add(connection, Optional.empty(), "[10]", 1, 10);
            other.claim(connection);
            fixture.execute("update plumb.backfill_chunk set worker = gen_random_uuid()");

            assertThat(other.claim(connection)).isEmpty();
            fixture.execute("update plumb.backfill_chunk set lease_until = now()");
            assertThat(other.claim(connection)).isPresent();
        }
    }

    /** A process that is cut off and comes back: it stands for a dead one, and for what a live one must not do afterwards. */
    @Test
    void whatADeadEngineHadIsDoneAtOnceAndOnlyItsUncommittedChunkIsComputedAgain() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch takenOver = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        TestFunction upper = TestFunction.of("test.upper", Limits.defaults(), texts -> {
            if (texts.contains("text 300") && first.compareAndSet(true, false)) {
                begun.countDown();
                takenOver.await();
                return texts.stream().map(text -> Outcome.value("too late")).toList();
            }
            return texts.stream()
                    .map(text -> Outcome.value(text.toUpperCase(Locale.ROOT)))
                    .toList();
        });
        CellFixture fixture = documents(18, upper);
        long id = create(fixture);
        MortalSource source = new MortalSource(fixture);
        CompletableFuture<BackfillState> dead = started(fixture, source, id);
        begun.await();
        source.die();

        BackfillState ended = started(fixture, fixture::connect, id).join();

        assertThat(ended.state()).isEqualTo(BackfillState.State.DONE);
        source.revive();
        takenOver.countDown();
        assertThat(dead.join().state()).isEqualTo(BackfillState.State.DONE);
        assertThat(fixture.number("select count(*) from app.documents where loud = upper(body)"))
                .isEqualTo(1000);
        List<String> twice = upper.asked().entrySet().stream()
                .filter(asked -> asked.getValue() > 1)
                .map(asked -> asked.getKey().substring("text ".length()))
                .toList();
        assertThat(twice)
                .containsExactlyInAnyOrderElementsOf(
                        fixture.query("select d.id from app.documents d join plumb.backfill_chunk c on c.attempts = 2"
                                + " and d.id > (c.low->>0)::bigint and d.id <= (c.high->>0)::bigint"));
        assertThat(upper.asked()).hasSize(1000).allSatisfy((text, times) -> assertThat(times)
                .isLessThanOrEqualTo(2));
        assertThat(fixture.number("select max(attempts) from plumb.backfill_chunk"))
                .isEqualTo(2);
    }

    private static int workers(Connection connection, long id) throws SQLException {
        return Backfills.find(connection, id).orElseThrow().workers();
    }

    private static CellFixture documents(int major, TestFunction function) throws Exception {
        CellFixture fixture = CellFixture.on(major);
        fixture.execute("create table app.documents (id bigint primary key, body text not null)");
        fixture.execute("insert into app.documents select i, 'text ' || i from generate_series(1, 1000) i");
        fixture.register(function);
        fixture.install(
                "documents",
                List.of(new KeyColumn("id", "bigint")),
                false,
                CellFixture.call("loud", OnError.ABORT, "test.upper", "body"));
        return fixture;
    }

    private static long create(CellFixture fixture) throws Exception {
        try (Connection connection = fixture.connect()) {
            long relation = fixture.relation("app.documents");
            return Backfills.create(connection, 1, OptionalLong.empty(), relation, List.of("loud"));
        }
    }

    private static CompletableFuture<BackfillState> started(CellFixture fixture, ConnectionSource source, long id) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new BackfillEngine(source, fixture.functions(), OPTIONS)
                                .run(id, Optional.empty(), BackfillListener.SILENT);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
    }
}

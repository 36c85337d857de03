package dev.plumb.runtime.apply;

import static dev.plumb.runtime.apply.HandMadePlan.DIRECTORY;
import static dev.plumb.runtime.apply.HandMadePlan.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Action;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.runtime.failure.LockedException;
import dev.plumb.runtime.failure.PartialException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.ledger.Holder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwoAppliersTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void theSecondIsToldWhoHoldsTheNamespaceAndSinceWhen() throws Exception {
        ApplyFixture fixture = ApplyFixture.onLatest();
        PausedListener first = new PausedListener();
        Future<OptionalLong> running = start(fixture, first);
        first.started.await();

        Applier impatient = fixture.applier(ApplyFixture.OPTIONS.withLockTimeout(Duration.ZERO));
        assertThatThrownBy(() -> impatient.apply(fixture.request(createSchema(), DIRECTORY), ApplyListener.SILENT))
                .isInstanceOf(LockedException.class)
                .hasMessageContaining(System.getProperty("user.name"))
                .hasMessageContaining("process " + ProcessHandle.current().pid())
                .hasMessageContaining("since ")
                .hasMessageContaining("--lock-timeout");

        first.goOn.countDown();
        assertThat(running.get()).isPresent();
        assertThat(fixture.outcomes()).containsExactly("succeeded");
    }

    @Test
    void thePatientSecondWaitsItsTurnAndFindsItsPlanStale() throws Exception {
        ApplyFixture fixture = ApplyFixture.onLatest();
        PausedListener first = new PausedListener();
        Future<OptionalLong> running = start(fixture, first);
        first.started.await();
        CompletableFuture<Holder> waitedFor = new CompletableFuture<>();
        ApplyListener second = new ApplyListener() {
            @Override
            public void waitingFor(Holder holder) {
                waitedFor.complete(holder);
                first.goOn.countDown();
            }
        };

        assertThatThrownBy(() ->
                        fixture.applier(ApplyFixture.OPTIONS).apply(fixture.request(createSchema(), DIRECTORY), second))
                .isInstanceOf(StalePlanException.class);

        assertThat(running.get()).isPresent();
        assertThat(waitedFor.get().pid()).isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void manyAtOnceApplyOneAfterAnotherAndExactlyOnce() throws Exception {
        ApplyFixture fixture = ApplyFixture.onLatest();
        ApplyRequest request = fixture.request(createSchema(), DIRECTORY);
        List<Callable<OptionalLong>> appliers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            appliers.add(() -> fixture.applier(ApplyFixture.OPTIONS).apply(request, ApplyListener.SILENT));
        }
        int applied = 0;
        for (Future<OptionalLong> result : threads.invokeAll(appliers)) {
            try {
                result.get();
                applied++;
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(StalePlanException.class);
            }
        }
        assertThat(applied).isEqualTo(1);
        assertThat(fixture.outcomes()).containsExactly("succeeded");
    }

    @Test
    void whoeverLostTheLeaseWritesNothingMore() {
        ApplyFixture fixture = ApplyFixture.onLatest();
        Plan plan = new HandMadePlan()
                .change(Action.CREATE, DIRECTORY)
                .change(Action.CREATE, table("notes"))
                .step(DIRECTORY, "create schema dev_app")
                .nextTransaction()
                .step(table("notes"), "create table dev_app.notes (id int)")
                .build();
        ApplyListener takenOver = new ApplyListener() {
            @Override
            public void committed(Step step) {
                fixture.database().execute("update plumb.lease set token = token + 1, owner = gen_random_uuid()");
            }
        };

        assertThatThrownBy(() -> fixture.applier(ApplyFixture.OPTIONS)
                        .apply(fixture.request(plan, DIRECTORY, table("notes")), takenOver))
                .isInstanceOf(PartialException.class)
                .hasMessageContaining("another applier has taken the namespace over");

        assertThat(fixture.query("select 1 from pg_class where relname = 'notes'"))
                .isEmpty();
        assertThat(fixture.managed()).containsExactly(DIRECTORY);
    }

    @Test
    void anExpiredLeaseOfADeadProcessIsTakenOver() {
        ApplyFixture fixture = ApplyFixture.onLatest();
        fixture.apply(new HandMadePlan().build());
        fixture.database().execute("""
                update plumb.lease set owner = gen_random_uuid(), os_user = 'eve', host = 'elsewhere', pid = 1,
                  acquired_at = now(), heartbeat_at = now(), expires_at = now() + interval '1 minute',
                  lock_backend = 0, lock_backend_start = now(), work_backend = 0, work_backend_start = now();
                insert into plumb.run (namespace, token, os_user, host, plumb_version, spec_hash, plan, spec)
                  select id, 1, 'eve', 'elsewhere', '1', '', '{}', '' from plumb.namespace""");

        fixture.apply(createSchema(), DIRECTORY);

        assertThat(fixture.outcomes()).containsExactly("interrupted", "succeeded");
    }

    @Test
    void aTransactionPoolerIsRefused() throws SQLException {
        ApplyFixture fixture = ApplyFixture.onLatest();
        try (Connection one = fixture.database().connect();
                Connection two = fixture.database().connect()) {
            TransactionPooler pooler = new TransactionPooler(List.of(one, two));
            Applier applier = new Applier(
                    pooler::connect,
                    ApplyFixture.KEY,
                    ApplyFixture.FINGERPRINT,
                    ApplyFixture.OPTIONS,
                    new SplittableRandom(1),
                    Backfill.NONE);
            assertThatThrownBy(() -> applier.apply(fixture.request(createSchema(), DIRECTORY), ApplyListener.SILENT))
                    .isInstanceOf(WrongTargetException.class)
                    .hasMessageContaining("transaction pooler");
        }
        assertThat(fixture.query("select 1 from pg_namespace where nspname = 'plumb'"))
                .isEmpty();
    }

    private Future<OptionalLong> start(ApplyFixture fixture, ApplyListener listener) {
        ApplyRequest request = fixture.request(createSchema(), DIRECTORY);
        return threads.submit(() -> fixture.applier(ApplyFixture.OPTIONS).apply(request, listener));
    }

    private static Plan createSchema() {
        return new HandMadePlan()
                .change(Action.CREATE, DIRECTORY)
                .step(DIRECTORY, "create schema dev_app")
                .build();
    }

    /** Holds the namespace until told to go on. */
    private static final class PausedListener implements ApplyListener {
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void runStarted(long run, int steps) {
            started.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

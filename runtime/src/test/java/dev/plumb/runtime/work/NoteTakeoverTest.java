package dev.plumb.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.runtime.cell.CellFixture;
import dev.plumb.runtime.cell.MortalSource;
import dev.plumb.runtime.cell.TestFunction;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.schema.OnError;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The notes of a worker are with others as soon as its sessions have ended, and not before. No lease runs out meanwhile. */
class NoteTakeoverTest {
    private static final WorkOptions OPTIONS = new WorkOptions(
            1, 50, Duration.ofDays(1), Duration.ofSeconds(2), Duration.ofMillis(50), new NoteScope.Everywhere());

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicBoolean first = new AtomicBoolean(true);
    private final TestFunction upper = TestFunction.of("test.upper", Limits.defaults(), texts -> {
        if (first.compareAndSet(true, false)) {
            begun.countDown();
            goOn.await();
        }
        return texts.stream()
                .map(text -> Outcome.value(text.toUpperCase(Locale.ROOT)))
                .toList();
    });
    private CellFixture fixture;
    private MortalSource source;

    @BeforeEach
    void noteRows() throws Exception {
        fixture = CellFixture.on(18);
        source = new MortalSource(fixture);
        fixture.execute("create table app.documents (id bigint primary key, body text not null)");
        fixture.register(upper);
        fixture.install(
                "documents",
                List.of(new KeyColumn("id", "bigint")),
                false,
                CellFixture.call("loud", OnError.ABORT, "test.upper", "body"));
        fixture.execute("insert into app.documents select i, 'text ' || i from generate_series(1, 120) i");
    }

    @Test
    void theNotesOfADeadWorkerAreWorkedOffAtOnceAndOnlyItsOwnAreComputedAgain() throws Exception {
        CompletableFuture<WorkResult> dead = drained(source);
        begun.await();
        source.die();

        assertThat(drained(fixture::connect).join()).isEqualTo(new WorkResult(120, 0, 0));

        source.revive();
        goOn.countDown();
        assertThat(dead.join()).isEqualTo(new WorkResult(0, 0, 0));
        assertThat(fixture.number("select count(*) from app.documents where loud = upper(body)"))
                .isEqualTo(120);
        assertThat(upper.asked()).hasSize(120);
        assertThat(upper.asked().values().stream().filter(times -> times == 2)).hasSize(50);
        assertThat(upper.asked().values().stream().filter(times -> times == 1)).hasSize(70);
    }

    @Test
    void aWorkerThatLosesTheSessionThatItWorksWithKeepsItsNotes() throws Exception {
        CompletableFuture<WorkResult> working = drained(source);
        begun.await();
        source.lose("work");

        assertThat(drained(fixture::connect).join()).isEqualTo(new WorkResult(70, 0, 50));

        goOn.countDown();
        assertThat(working.join()).isEqualTo(new WorkResult(50, 0, 0));
        assertThat(fixture.number("select count(*) from app.documents where loud = upper(body)"))
                .isEqualTo(120);
    }

    private CompletableFuture<WorkResult> drained(ConnectionSource connections) {
        Worker worker = new Worker(connections, fixture.functions(), OPTIONS, WorkListener.SILENT);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return worker.drain();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
    }
}

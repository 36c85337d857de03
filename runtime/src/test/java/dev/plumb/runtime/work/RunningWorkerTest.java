package dev.plumb.runtime.work;

import static dev.plumb.runtime.work.Documents.ID;
import static dev.plumb.runtime.work.Documents.OPTIONS;
import static dev.plumb.runtime.work.Documents.documents;
import static dev.plumb.runtime.work.Documents.insert;
import static dev.plumb.runtime.work.Documents.twice;
import static dev.plumb.runtime.work.Documents.upper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.runtime.cell.CellFixture;
import dev.plumb.runtime.cell.TestFunction;
import dev.plumb.schema.OnError;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Workers that go on until they are stopped, and several versions of them at once. */
class RunningWorkerTest {
    @Test
    void anOldWorkerLeavesTheColumnsOfANewerVersionToNewerWorkersAndGoesOnWithTheOthers() throws Exception {
        CellFixture fixture = documents(18);
        fixture.install(
                "documents",
                ID,
                false,
                CellFixture.call("loud", OnError.ABORT, "test.upper", "body"),
                CellFixture.call("double", OnError.ABORT, "test.twice", "2", "body"),
                CellFixture.call("loudest", OnError.ABORT, "test.upper", "double"));
        insert(fixture, 120);
        List<String> left = new CopyOnWriteArrayList<>();
        CountDownLatch oneMore = new CountDownLatch(121);
        WorkListener listener = new WorkListener() {
            @Override
            public void left(String table, String column, String reason) {
                left.add(reason);
            }

            @Override
            public void computed(String table, long rows, long cellsFailed) {
                LongStream.range(0, rows).forEach(row -> oneMore.countDown());
            }
        };
        TestFunction oldUpper = upper();
        Worker old = new Worker(fixture::connect, fixture.functions(oldUpper, twice()), OPTIONS, listener);
        CompletableFuture<WorkResult> running = running(old);
        while (oneMore.getCount() > 1) {
            assertThat(running).isNotDone();
        }
        fixture.execute("insert into app.documents values (1000, 'one more')");
        oneMore.await();

        assertThat(fixture.number("select count(*) from app.documents where loud = upper(body)"))
                .isEqualTo(121);
        try (Connection connection = fixture.connect()) {
            assertThat(Behind.read(connection)).singleElement().satisfies(behind -> {
                assertThat(behind.column()).isEqualTo("double");
                assertThat(behind.notes()).isEqualTo(121);
                assertThat(behind.attempts()).isZero();
            });
        }
        assertThat(left)
                .containsExactly(
                        "the column double of app.documents is computed by version 2 of the function test.twice,"
                                + " here is version 1");

        TestFunction newUpper = upper();
        Worker newer = new Worker(
                fixture::connect, fixture.functions(newUpper, twice().inVersion("2")), OPTIONS, WorkListener.SILENT);
        assertThat(newer.drain().notesLeft()).isZero();
        old.stop();
        assertThat(running.join().notesLeft()).isZero();
        assertThat(fixture.number("select count(*) from app.documents where loud = upper(body)"
                        + " and double = body || body and loudest = upper(double)"))
                .isEqualTo(121);
        assertThat(oldUpper.asked()).hasSize(121);
        assertThat(newUpper.asked()).hasSize(121).doesNotContainKey("one more");
    }

    @Test
    void aWorkerTakesAColumnUpAgainThatIsDefinedAsItHasIt() throws Exception {
        CellFixture fixture = documents(18);
        ComputedTable table = fixture.install(
                "documents", ID, false, CellFixture.call("loud", OnError.ABORT, "test.upper", "2", "body"));
        insert(fixture, 3);
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch computed = new CountDownLatch(1);
        WorkListener listener = new WorkListener() {
            @Override
            public void left(String name, String column, String reason) {
                left.countDown();
            }

            @Override
            public void computed(String name, long rows, long cellsFailed) {
                computed.countDown();
            }
        };
        Worker worker = new Worker(fixture::connect, fixture.functions(upper()), OPTIONS, listener);
        CompletableFuture<WorkResult> running = running(worker);
        left.await();

        fixture.redefine(table, CellFixture.call("loud", OnError.ABORT, "test.upper", "body"));
        computed.await();

        worker.stop();
        assertThat(running.join()).isEqualTo(new WorkResult(3, 0, 0));
    }

    @Test
    void aWorkerThatRunsHearsOfNewRowsAndEndsWhenItIsAskedTo() throws Exception {
        CountDownLatch computed = new CountDownLatch(1);
        CellFixture fixture = documents(18, upper());
        fixture.install("documents", ID, false, CellFixture.call("loud", OnError.ABORT, "test.upper", "body"));
        WorkListener listener = new WorkListener() {
            @Override
            public void computed(String table, long rows, long cellsFailed) {
                computed.countDown();
            }
        };
        Worker worker = new Worker(fixture::connect, fixture.functions(), OPTIONS, listener);
        CompletableFuture<WorkResult> running = running(worker);
        insert(fixture, 1);
        computed.await();

        worker.stop();

        assertThat(running.join()).isEqualTo(new WorkResult(1, 0, 0));
    }

    private static CompletableFuture<WorkResult> running(Worker worker) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return worker.run();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
    }
}

package dev.plumb.runtime.work;

import static dev.plumb.runtime.work.Documents.ID;
import static dev.plumb.runtime.work.Documents.OPTIONS;
import static dev.plumb.runtime.work.Documents.documents;
import static dev.plumb.runtime.work.Documents.insert;
import static dev.plumb.runtime.work.Documents.twice;
import static dev.plumb.runtime.work.Documents.upper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.runtime.backfill.Backfills;
import dev.plumb.runtime.cell.CellFixture;
import dev.plumb.runtime.cell.MissingFunctionException;
import dev.plumb.runtime.cell.TestFunction;
import dev.plumb.runtime.function.FunctionDefectException;
import dev.plumb.schema.OnError;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void computesWhatWasInsertedAndChangedAndAllThatDependsOnIt(int major) throws Exception {
        CellFixture fixture = documents(major, upper(), twice());
        fixture.install(
                "documents",
                ID,
                false,
                CellFixture.call("loud", OnError.ABORT, "test.upper", "body"),
                CellFixture.expression("louder", "text", OnError.ABORT, "loud || '!'", "loud text"),
                CellFixture.call("loudest", OnError.ABORT, "test.twice", "louder"));
        insert(fixture, 300);
        worker(fixture).drain();
        fixture.execute("update app.documents set body = 'changed ' || id where id % 3 = 0");
        fixture.execute("delete from app.documents where id % 5 = 0");
        fixture.execute("update app.documents set id = id + 1000 where id % 7 = 0");

        WorkResult result = worker(fixture).drain();

        assertThat(result.notesLeft()).isZero();
        assertThat(fixture.number("select count(*) from app.documents where loud = upper(body)"
                        + " and louder = upper(body) || '!' and loudest = repeat(upper(body) || '!', 2)"))
                .isEqualTo(fixture.number("select count(*) from app.documents"))
                .isEqualTo(240);
        assertThat(fixture.number("select count(*) from plumb.cell_error")).isZero();
    }

    @Test
    void aRowThatIsNotedManyTimesIsComputedOnce() throws Exception {
        TestFunction upper = upper();
        CellFixture fixture = documents(18, upper);
        fixture.install("documents", ID, false, CellFixture.call("loud", OnError.ABORT, "test.upper", "body"));
        insert(fixture, 1);
        fixture.execute("update app.documents set body = 'second'");
        fixture.execute("update app.documents set body = 'third'");

        worker(fixture).drain();

        assertThat(fixture.query("select loud from app.documents")).containsExactly("THIRD");
        assertThat(upper.asked()).containsOnlyKeys("third").containsEntry("third", 1);
    }

    @Test
    void whatWasComputedForACellThatIsDefinedAnewMeanwhileIsNotWritten() throws Exception {
        CompletableFuture<Callable<Void>> redefinition = new CompletableFuture<>();
        TestFunction slow = TestFunction.each("test.slow", text -> {
            run(redefinition);
            return Outcome.value("computed too late");
        });
        CellFixture fixture = documents(18, slow, twice());
        ComputedTable table =
                fixture.install("documents", ID, false, CellFixture.call("loud", OnError.ABORT, "test.slow", "body"));
        insert(fixture, 1);
        redefinition.complete(() -> {
            fixture.redefine(table, CellFixture.call("loud", OnError.ABORT, "test.twice", "body"));
            return null;
        });

        worker(fixture).drain();

        assertThat(fixture.query("select loud from app.documents")).containsExactly("text 1text 1");
        assertThat(fixture.number("select count(*) from plumb.note")).isZero();
    }

    private static void run(CompletableFuture<Callable<Void>> action) {
        try {
            action.join().call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anErrorIsKeptAndForgottenWhenTheRowIsCorrected() throws Exception {
        CellFixture fixture = documents(
                18,
                TestFunction.each(
                        "test.picky",
                        text -> text.endsWith("7") ? Outcome.error("seven", "it ends with 7") : Outcome.value(text)),
                twice());
        fixture.install(
                "documents",
                ID,
                false,
                CellFixture.call("checked", OnError.ABORT, "test.picky", "body"),
                CellFixture.expression("after", "text", OnError.ABORT, "checked || '.'", "checked text"),
                CellFixture.call("last", OnError.ABORT, "test.twice", "after"));
        insert(fixture, 10);

        assertThat(worker(fixture).drain().cellsFailed()).isEqualTo(2);

        assertThat(fixture.query(
                        "select column_name || ' ' || key::text || ' ' || error_type from plumb.cell_error order by 1"))
                .containsExactly("after [7] InputFailed", "checked [7] seven", "last [7] InputFailed");
        fixture.execute("update app.documents set body = 'right' where id = 7");
        worker(fixture).drain();
        assertThat(fixture.number("select count(*) from plumb.cell_error")).isZero();
        assertThat(fixture.query("select last from app.documents where id = 7")).containsExactly("right.right.");
    }

    @Test
    void retryComputesOnlyTheFailedCells() throws Exception {
        boolean[] broken = {true};
        TestFunction picky = TestFunction.each(
                "test.picky",
                text -> broken[0] && text.endsWith("7") ? Outcome.error("seven", "not now") : Outcome.value(text));
        CellFixture fixture = documents(18, picky);
        fixture.install("documents", ID, false, CellFixture.call("checked", OnError.IGNORE, "test.picky", "body"));
        insert(fixture, 20);
        worker(fixture).drain();
        broken[0] = false;

        try (Connection connection = fixture.connect()) {
            assertThat(Backfills.retryFailed(connection, fixture.relation("app.documents")))
                    .isEqualTo(2);
        }
        worker(fixture).drain();

        assertThat(fixture.number("select count(*) from app.documents where checked = body"))
                .isEqualTo(20);
        assertThat(fixture.number("select count(*) from plumb.cell_error")).isZero();
        assertThat(picky.asked().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(22);
    }

    @Test
    void aResultOfOldInputsNeverOverwritesANewerOne() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        CellFixture fixture = documents(18, TestFunction.of("test.slow", Limits.defaults(), texts -> {
            if (texts.contains("text 1")) {
                reading.countDown();
                changed.await();
            }
            return texts.stream().map(Outcome::value).toList();
        }));
        fixture.install("documents", ID, false, CellFixture.call("same", OnError.ABORT, "test.slow", "body"));
        insert(fixture, 1);
        CompletableFuture<WorkResult> slow =
                CompletableFuture.supplyAsync(() -> drained(worker(fixture)), task -> new Thread(task).start());
        reading.await();
        fixture.execute("update app.documents set body = 'newer'");
        worker(fixture).drain();
        assertThat(fixture.query("select same from app.documents")).containsExactly("newer");

        changed.countDown();
        slow.join();

        assertThat(fixture.query("select same from app.documents")).containsExactly("newer");
        assertThat(fixture.number("select count(*) from plumb.note")).isZero();
    }

    @Test
    void theNotesOfAWorkerThatDiedComeBackWhenItsLeaseRunsOut() throws Exception {
        CellFixture fixture = documents(18, upper());
        fixture.install("documents", ID, false, CellFixture.call("loud", OnError.ABORT, "test.upper", "body"));
        insert(fixture, 10);
        fixture.execute(
                "update plumb.note set claimed_by = gen_random_uuid(), claimed_until = now() + interval '1 hour',"
                        + " attempts = 1");
        assertThat(worker(fixture).drain()).isEqualTo(new WorkResult(0, 0, 10));

        fixture.execute("update plumb.note set claimed_until = now() - interval '1 s'");

        assertThat(worker(fixture).drain()).isEqualTo(new WorkResult(10, 0, 0));
    }

    @Test
    void aMissingFunctionAndADefectStopTheWorkAndAreNoErrorsOfCells() throws Exception {
        CellFixture fixture = documents(18);
        fixture.install("documents", ID, false, CellFixture.call("loud", OnError.IGNORE, "test.upper", "body"));
        insert(fixture, 3);

        assertThatThrownBy(() -> worker(fixture).drain())
                .isInstanceOf(MissingFunctionException.class)
                .hasMessageContaining("the column loud of app.documents")
                .hasMessageContaining("the function test.upper, which is not here");
        fixture.register(TestFunction.of("test.upper", Limits.defaults(), texts -> List.of()));
        assertThatThrownBy(() -> worker(fixture).drain())
                .isInstanceOf(FunctionDefectException.class)
                .hasMessageContaining("gave 0 outcomes for 3 rows");

        assertThat(fixture.number("select count(*) from plumb.cell_error")).isZero();
        assertThat(fixture.query("select distinct attempts || ' ' || (claimed_by is null) from plumb.note"))
                .containsExactly("0 true");
        try (Connection connection = fixture.connect()) {
            assertThat(Behind.read(connection)).singleElement().satisfies(behind -> {
                assertThat(behind.column()).isEqualTo("loud");
                assertThat(behind.notes()).isEqualTo(3);
            });
        }
    }

    @Test
    void aValueThatTheColumnDoesNotTakeIsAnErrorOfItsCellAlone() throws Exception {
        CellFixture fixture = documents(18, upper());
        fixture.install("documents", ID, false, CellFixture.call("loud", OnError.IGNORE, "test.upper", "body"));
        fixture.execute("alter table app.documents add check (loud <> 'TEXT 13')");
        insert(fixture, 40);

        WorkResult result = worker(fixture).drain();

        assertThat(result).isEqualTo(new WorkResult(40, 1, 0));
        assertThat(fixture.query("select key::text || ' ' || error_type from plumb.cell_error"))
                .containsExactly("[13] 23514");
        assertThat(fixture.number("select count(*) from app.documents where loud = upper(body)"))
                .isEqualTo(39);
    }

    private static WorkResult drained(Worker worker) {
        try {
            return worker.drain();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Worker worker(CellFixture fixture) {
        return new Worker(fixture::connect, fixture.functions(), OPTIONS, WorkListener.SILENT);
    }
}

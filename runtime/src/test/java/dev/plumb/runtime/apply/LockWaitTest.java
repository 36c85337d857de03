package dev.plumb.runtime.apply;

import static dev.plumb.runtime.apply.HandMadePlan.DIRECTORY;
import static dev.plumb.runtime.apply.HandMadePlan.index;
import static dev.plumb.runtime.apply.HandMadePlan.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Action;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.runtime.failure.LockedException;
import dev.plumb.runtime.failure.PartialException;
import dev.plumb.schema.Address;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LockWaitTest {
    private static final Address NOTES = table("notes");
    private static final Address BY_ID = index("notes", "notes_id_idx");

    @Test
    void aBlockingReaderIsWaitedForInShortAttemptsAndNamed() throws SQLException {
        ApplyFixture fixture = withNotes();
        try (Connection reader = fixture.database().connect();
                Statement statement = reader.createStatement()) {
            statement.execute("set application_name = 'report'");
            reader.setAutoCommit(false);
            statement.execute("select * from dev_app.notes where id = 4711");
            List<Blocking> seen = new ArrayList<>();
            ApplyListener listener = new ApplyListener() {
                @Override
                public void lockNotObtained(Step step, List<Blocking> blockers, int attempt) {
                    seen.addAll(blockers);
                    if (!seen.isEmpty()) {
                        commit(reader);
                    }
                }
            };

            fixture.applier(ApplyFixture.OPTIONS).apply(fixture.request(addColumn(), DIRECTORY, NOTES), listener);

            assertThat(seen).first().satisfies(blocking -> {
                assertThat(blocking.application()).contains("report");
                assertThat(blocking.query()).contains("select * from dev_app.notes where id = ?");
                assertThat(blocking.since()).isPresent();
            });
        }
        assertThat(fixture.query("select extra from dev_app.notes")).isEmpty();
        assertThat(fixture.outcomes()).endsWith("succeeded");
    }

    @Test
    void aLockThatIsNotToBeHadWithinTheBudgetEndsTheApplyWithNothingDone() throws SQLException {
        ApplyFixture fixture = withNotes();
        try (Connection reader = fixture.database().connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select * from dev_app.notes");
            Applier impatient = fixture.applier(ApplyFixture.OPTIONS.withLockBudget(Duration.ofSeconds(1)));

            assertThatThrownBy(
                            () -> impatient.apply(fixture.request(addColumn(), DIRECTORY, NOTES), ApplyListener.SILENT))
                    .isInstanceOf(LockedException.class)
                    .hasMessageContaining("step 1 of 1 (app/notes)")
                    .hasMessageContaining("blocked by pid ")
                    .hasMessageContaining("nothing was applied");
        }
        assertThat(fixture.outcomes()).endsWith("failed");
    }

    @Test
    void aLockThatIsNotToBeHadLaterLeavesTheApplyResumable() throws SQLException {
        ApplyFixture fixture = withNotes();
        Plan plan = new HandMadePlan()
                .change(Action.CREATE, table("other"))
                .change(Action.ALTER, NOTES)
                .step(table("other"), "create table dev_app.other (id int)")
                .nextTransaction()
                .step(NOTES, "alter table dev_app.notes add column extra int", NOTES)
                .build();
        try (Connection reader = fixture.database().connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select * from dev_app.notes");
            Applier impatient = fixture.applier(ApplyFixture.OPTIONS.withLockBudget(Duration.ZERO));

            assertThatThrownBy(() -> impatient.apply(
                            fixture.request(plan, DIRECTORY, NOTES, table("other")), ApplyListener.SILENT))
                    .isInstanceOf(PartialException.class)
                    .hasMessageContaining("step 1 of 2 is applied and recorded");
        }
        assertThat(fixture.outcomes()).endsWith("partial");
    }

    @Test
    void anIndexBuildThatAWriterKeepsFromBeginningGivesUpAndNamesTheWriter() throws SQLException {
        ApplyFixture fixture = withNotes();
        try (Connection writer = fixture.database().connect();
                Statement statement = writer.createStatement()) {
            statement.execute("set application_name = 'import'");
            writer.setAutoCommit(false);
            statement.execute("insert into dev_app.notes values (4711)");
            Applier impatient = fixture.applier(ApplyFixture.OPTIONS.withLockBudget(Duration.ofMillis(1)));

            assertThatThrownBy(() -> impatient.apply(
                            fixture.request(buildIndex(), DIRECTORY, NOTES, BY_ID), ApplyListener.SILENT))
                    .isInstanceOf(LockedException.class)
                    .hasMessageContaining("step 1 of 1 (app/notes.notes_id_idx): others kept the statement waiting")
                    .hasMessageContaining("user postgres, application import, in a transaction since ")
                    .hasMessageContaining("last statement: insert into dev_app.notes values (?)")
                    .hasMessageContaining("wait for these transactions to end, or end them");
        }
        assertThat(fixture.outcomes()).endsWith("failed");
    }

    @Test
    void whoKeepsAnIndexBuildWaitingIsToldMeanwhile() throws SQLException {
        ApplyFixture fixture = withNotes();
        try (Connection writer = fixture.database().connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into dev_app.notes values (4711)");
            List<Blocking> seen = new ArrayList<>();
            ApplyListener listener = new ApplyListener() {
                @Override
                public void waitingForOthers(Step step, List<Blocking> blockers) {
                    seen.addAll(blockers);
                    commit(writer);
                }
            };

            fixture.applier(ApplyFixture.OPTIONS)
                    .apply(fixture.request(buildIndex(), DIRECTORY, NOTES, BY_ID), listener);

            assertThat(seen).hasSize(1);
        }
        assertThat(fixture.outcomes()).endsWith("succeeded");
    }

    @Test
    void aTableThatSeveralStepsOfATransactionLockIsLockedOnceInFull() {
        ApplyFixture fixture = withNotes();
        Plan plan = new HandMadePlan()
                .change(Action.ALTER, NOTES)
                .step(NOTES, "create index notes_id_idx on dev_app.notes (id)", NOTES)
                .step(NOTES, "alter table dev_app.notes add column extra int", NOTES)
                .build();
        List<String> locks = new ArrayList<>();
        ApplyListener listener = new ApplyListener() {
            @Override
            public void stepFinished(Step step, Duration duration) {
                locks.addAll(fixture.query(
                        "select mode from pg_locks where relation = 'dev_app.notes'::regclass and granted order by 1"));
            }
        };

        fixture.applier(ApplyFixture.OPTIONS).apply(fixture.request(plan, DIRECTORY, NOTES), listener);

        assertThat(locks.get(0)).isEqualTo("AccessExclusiveLock");
    }

    @Test
    void theLadderStartsShortAndLaterExceedsTheDeadlockTimeout() {
        LockLadder ladder = new LockLadder(new SplittableRandom(7));
        assertThat(ladder.limit(1)).isLessThan(Duration.ofMillis(75));
        assertThat(ladder.limit(5)).isLessThan(Duration.ofMillis(250));
        assertThat(ladder.limit(10)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(ladder.limit(1000)).isLessThan(Duration.ofSeconds(3));
        assertThat(ladder.pause(1000)).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aStatementIsShownWithoutItsLiterals() {
        assertThat(Blockers.withoutLiterals("select 'it''s', E'a\\'b', $x$secret$x$, 12.5\n from t1 where \"c2\" = $1"))
                .isEqualTo("select ?, ?, ?, ? from t1 where \"c2\" = $1");
        assertThat(Blockers.withoutLiterals("select 'cut off in the midd")).isEqualTo("select ?");
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Plan addColumn() {
        return new HandMadePlan()
                .change(Action.ALTER, NOTES)
                .step(NOTES, "alter table dev_app.notes add column extra int", NOTES)
                .build();
    }

    private static Plan buildIndex() {
        return new HandMadePlan()
                .change(Action.CREATE, BY_ID)
                .alone(BY_ID, "create index concurrently notes_id_idx on dev_app.notes (id)")
                .build();
    }

    private static ApplyFixture withNotes() {
        ApplyFixture fixture = ApplyFixture.onLatest();
        fixture.apply(
                new HandMadePlan()
                        .change(Action.CREATE, DIRECTORY)
                        .change(Action.CREATE, NOTES)
                        .step(DIRECTORY, "create schema dev_app")
                        .step(NOTES, "create table dev_app.notes (id int)")
                        .build(),
                DIRECTORY,
                NOTES);
        return fixture;
    }
}

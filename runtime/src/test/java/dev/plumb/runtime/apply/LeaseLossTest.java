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
import dev.plumb.schema.Address;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever loses the connection that keeps the lease stops in the middle of a statement, however long that would take. */
class LeaseLossTest {
    private static final Address NOTES = table("notes");
    private static final Address BY_ID = index("notes", "notes_id_idx");

    private static final String END_LEASE = "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
            + " where datname = current_database() and application_name = 'plumb apply: lease'";

    private final ApplyFixture fixture = ApplyFixture.onLatest();

    @Test
    void inTheMiddleOfATransactionThatIsRolledBack() throws SQLException {
        Plan plan = new HandMadePlan()
                .change(Action.CREATE, DIRECTORY)
                .step(DIRECTORY, "create schema dev_app")
                .step(NOTES, "select pg_advisory_xact_lock_shared(1)")
                .build();
        ApplyListener cut = new ApplyListener() {
            @Override
            public void runStarted(long run, int steps) {
                fixture.query(END_LEASE);
            }
        };
        try (Connection other = fixture.database().connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(1)");

            assertThatThrownBy(() -> fixture.applier(ApplyFixture.OPTIONS).apply(fixture.request(plan), cut))
                    .isInstanceOf(LockedException.class)
                    .hasMessageContaining("its lease on the namespace was lost")
                    .hasMessageContaining("nothing was applied; run 'plumb apply' again");
        }
        assertThat(fixture.query("select 1 from pg_namespace where nspname = 'dev_app'"))
                .isEmpty();
        assertThat(fixture.outcomes()).containsExactly("failed");
    }

    @Test
    void inTheMiddleOfAConcurrentIndexBuildWhichTheNextApplyBeginsAgain() throws SQLException {
        createNotes();
        ApplyListener cut = new ApplyListener() {
            @Override
            public void waitingForOthers(Step step, List<Blocking> blockers) {
                fixture.query(END_LEASE);
            }
        };
        try (Connection writer = fixture.database().connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into dev_app.notes values (1)");

            assertThatThrownBy(() -> fixture.applier(ApplyFixture.OPTIONS)
                            .apply(fixture.request(buildIndex(), DIRECTORY, NOTES, BY_ID), cut))
                    .isInstanceOf(LockedException.class)
                    .hasMessageContaining("its lease on the namespace was lost")
                    .hasMessageContaining("the next apply removes");
            writer.commit();
        }
        assertThat(fixture.managed()).contains(BY_ID);

        fixture.apply(
                new HandMadePlan()
                        .change(Action.REPLACE, BY_ID)
                        .alone(BY_ID, "drop index concurrently dev_app.notes_id_idx")
                        .alone(BY_ID, "create index concurrently notes_id_idx on dev_app.notes (id)")
                        .build(),
                DIRECTORY,
                NOTES,
                BY_ID);

        assertThat(fixture.query("select indisvalid from pg_index where indexrelid = 'dev_app.notes_id_idx'::regclass"))
                .containsExactly("t");
        assertThat(fixture.outcomes()).endsWith("failed", "succeeded");
    }

    private void createNotes() {
        fixture.apply(
                new HandMadePlan()
                        .change(Action.CREATE, DIRECTORY)
                        .change(Action.CREATE, NOTES)
                        .step(DIRECTORY, "create schema dev_app")
                        .step(NOTES, "create table dev_app.notes (id int)")
                        .build(),
                DIRECTORY,
                NOTES);
    }

    private static Plan buildIndex() {
        return new HandMadePlan()
                .change(Action.CREATE, BY_ID)
                .alone(BY_ID, "create index concurrently notes_id_idx on dev_app.notes (id)")
                .build();
    }
}

package dev.plumb.runtime.apply;

import static dev.plumb.runtime.apply.HandMadePlan.DIRECTORY;
import static dev.plumb.runtime.apply.HandMadePlan.index;
import static dev.plumb.runtime.apply.HandMadePlan.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.Action;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.LockedException;
import dev.plumb.runtime.failure.PartialException;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.schema.Address;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Connections are cut at every boundary of a run; the next apply finishes the job. */
class CrashTest {
    private static final Address ONE = table("one");
    private static final Address TWO = table("two");
    private static final Address BY_ID = index("one", "one_id_idx");
    private static final Set<Address> ALL = Set.of(DIRECTORY, ONE, TWO, BY_ID);

    private static final List<String> VICTIMS =
            List.of("= 'plumb apply'", "= 'plumb apply: lease'", "like 'plumb apply%'");

    private final ApplyFixture fixture = ApplyFixture.onLatest();
    private final SplittableRandom random = new SplittableRandom(20261121);

    @Test
    void whereverTheConnectionIsCutTheNextApplyConverges() {
        fixture.apply(new HandMadePlan().build());
        boolean reachedTheEnd = false;
        for (int boundary = 1; !reachedTheEnd; boundary++) {
            fixture.database().execute("drop schema if exists dev_app cascade; delete from plumb.namespace");
            Scissors scissors = new Scissors(boundary, VICTIMS.get(random.nextInt(VICTIMS.size())));
            applyCutting(scissors);
            reachedTheEnd = !scissors.hasCut();

            fixture.apply(remaining(), ALL.toArray(new Address[0]));

            assertThat(remaining().isEmpty()).as("converged after %s", scissors).isTrue();
            assertThat(fixture.managed()).as("managed after %s", scissors).isEqualTo(ALL);
            assertThat(fixture.query("select outcome from plumb.run where outcome = 'running'"))
                    .as("runs after %s", scissors)
                    .isEmpty();
            assertThat(fixture.query("select owner from plumb.lease")).containsExactly("null");
        }
    }

    private void applyCutting(Scissors scissors) {
        try {
            fixture.applier(ApplyFixture.OPTIONS).apply(fixture.request(remaining(), ALL), scissors);
        } catch (PlumbException e) {
            boolean partial = !fixture.query("select 1 from plumb.step where state = 'done'")
                    .isEmpty();
            assertThat(e)
                    .as("after %s", scissors)
                    .isInstanceOfAny(DatabaseException.class, PartialException.class, LockedException.class);
            assertThat(e instanceof PartialException)
                    .as("%s says %s", scissors, e)
                    .isEqualTo(partial);
        }
    }

    /** A planner that knows four things, reading from the catalog which of them are missing. */
    private Plan remaining() {
        HandMadePlan plan = new HandMadePlan();
        if (isMissing("select 1 from pg_namespace where nspname = 'dev_app'")) {
            plan.change(Action.CREATE, DIRECTORY).step(DIRECTORY, "create schema dev_app");
        }
        if (isMissing("select 1 from pg_class where relname = 'one'")) {
            plan.change(Action.CREATE, ONE).step(ONE, "create table dev_app.one (id int)");
        }
        if (!isMissing(
                "select 1 from pg_index where indexrelid = to_regclass('dev_app.one_id_idx') and not indisvalid")) {
            plan.change(Action.REPLACE, BY_ID).alone(BY_ID, "drop index concurrently dev_app.one_id_idx");
        }
        if (isMissing("select 1 from pg_index where indexrelid = to_regclass('dev_app.one_id_idx') and indisvalid")) {
            plan.change(Action.CREATE, BY_ID).alone(BY_ID, "create index concurrently one_id_idx on dev_app.one (id)");
        }
        if (isMissing("select 1 from pg_class where relname = 'two'")) {
            plan.change(Action.CREATE, TWO).nextTransaction().step(TWO, "create table dev_app.two (id int)");
        }
        return plan.build();
    }

    private boolean isMissing(String query) {
        return fixture.query(query).isEmpty();
    }

    /** Cuts connections at the n-th boundary. */
    private final class Scissors implements ApplyListener {
        private final int boundary;
        private final String victims;
        private int passed;

        Scissors(int boundary, String victims) {
            this.boundary = boundary;
            this.victims = victims;
        }

        boolean hasCut() {
            return passed >= boundary;
        }

        private void pass() {
            passed++;
            if (passed == boundary) {
                fixture.query("select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                        + " where datname = current_database() and application_name " + victims);
            }
        }

        @Override
        public void runStarted(long run, int steps) {
            pass();
        }

        @Override
        public void stepStarted(Step step) {
            pass();
        }

        @Override
        public void stepFinished(Step step, Duration duration) {
            pass();
        }

        @Override
        public void committed(Step step) {
            pass();
        }

        @Override
        public String toString() {
            return "boundary " + boundary + " for sessions " + victims;
        }
    }
}

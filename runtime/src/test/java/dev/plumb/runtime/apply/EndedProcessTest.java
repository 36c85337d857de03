package dev.plumb.runtime.apply;

import static dev.plumb.runtime.apply.HandMadePlan.DIRECTORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.Action;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The process that applies is ended from outside while a statement runs. */
class EndedProcessTest {
    private final ApplyFixture fixture = ApplyFixture.onLatest();

    @Test
    void aProcessThatIsAskedToEndCancelsItsStatementRecordsThatAndGivesTheNamespaceBack() throws Exception {
        Process child = startAndAwaitItsStatement();

        child.destroy();

        child.waitFor();
        assertThat(fixture.outcomes()).containsExactly("interrupted");
        assertThat(fixture.query("select error from plumb.run").get(0)).contains("it was interrupted");
        assertThat(fixture.query("select owner from plumb.lease")).containsExactly("null");
        assertThat(fixture.query(SLEEPING)).isEmpty();
    }

    @Test
    void aProcessThatIsKilledIsTakenOverAsSoonAsTheServerNotices() throws Exception {
        Process child = startAndAwaitItsStatement();

        child.destroyForcibly();

        child.waitFor();
        fixture.apply(new HandMadePlan().change(Action.ADOPT, DIRECTORY).build(), DIRECTORY);
        assertThat(fixture.outcomes()).containsExactly("interrupted", "succeeded");
        assertThat(fixture.managed()).containsExactly(DIRECTORY);
    }

    private static final String SLEEPING = "select pid from pg_stat_activity where query = 'select pg_sleep(600)'"
            + " and state = 'active' and datname = current_database()";

    private Process startAndAwaitItsStatement() throws IOException {
        ApplyRequest request = fixture.request(new HandMadePlan().build());
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ApplyInChild.class.getName(),
                        fixture.database().jdbcUrl(),
                        request.basis().fingerprint()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (fixture.query(SLEEPING).isEmpty()) {
            assertThat(child.isAlive()).as("the child still runs").isTrue();
            fixture.query("select pg_sleep(0.05)");
        }
        return child;
    }
}

package dev.plumb.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was shown is what runs, whatever others do between the two. */
final class ChangelogsTest {
    private final TestDatabase database = TestPostgres.latest().newDatabase();

    @TempDir
    Path project;

    @BeforeEach
    void writeThree() throws IOException {
        Files.createDirectory(project.resolve("migrations"));
        Files.writeString(project.resolve(Changelogs.ROOT), """
                databaseChangeLog:
                  - include: {file: all.sql, relativeToChangelogFile: true}
                """);
        StringBuilder text = new StringBuilder("--liquibase formatted sql\n");
        for (String name : List.of("a", "b", "c")) {
            text.append("--changeset ann:%1$s\ncreate table %1$s ();\n--rollback drop table %1$s;\n".formatted(name));
        }
        Files.writeString(project.resolve("migrations/all.sql"), text);
    }

    private interface Work {
        void on(Changelogs changelogs, ChangesetListener listener) throws Exception;
    }

    /** The identities of those that it ran or took back. */
    private List<String> done(Work work) throws Exception {
        List<String> done = new ArrayList<>();
        try (Connection connection = database.connect()) {
            work.on(
                    new Changelogs(project, connection, "", ChangelogTables.of("")),
                    changeset -> done.add(changeset.substring(changeset.lastIndexOf(':') + 1)));
        }
        return done;
    }

    private List<ChangesetState> states() throws Exception {
        try (Connection connection = database.connect()) {
            return new Changelogs(project, connection, "", ChangelogTables.of("")).states();
        }
    }

    @Test
    void whatSomebodyElseHasRunIsNotRunAgainAndNothingInItsPlace() throws Exception {
        List<ChangesetState> shown = states().subList(0, 2);
        assertThat(done((c, l) -> c.up(c.states().subList(0, 1), Duration.ZERO, l)))
                .containsExactly("a");
        assertThat(done((c, l) -> c.up(shown, Duration.ZERO, l))).containsExactly("b");
        assertThat(done((c, l) -> c.up(shown, Duration.ZERO, l))).isEmpty();
        assertThat(states()).extracting(ChangesetState::isPending).containsExactly(false, false, true);
    }

    @Test
    void whatCameBeforeMeanwhileIsNotRunUnseen() throws Exception {
        List<ChangesetState> shown = states().subList(1, 3);
        assertThat(done((c, l) -> c.up(shown, Duration.ZERO, l))).isEmpty();
    }

    @Test
    void whatRanAfterwardsIsNotTakenBackUnseen() throws Exception {
        done((c, l) -> c.up(c.states().subList(0, 2), Duration.ZERO, l));
        List<ChangesetState> shown = states().subList(1, 2);
        done((c, l) -> c.up(c.states(), Duration.ZERO, l));
        assertThat(done((c, l) -> c.rollback(shown, Duration.ZERO, l))).isEmpty();
        List<ChangesetState> last = states().subList(2, 3);
        assertThat(done((c, l) -> c.rollback(last, Duration.ZERO, l))).containsExactly("c");
        assertThat(done((c, l) -> c.rollback(shown, Duration.ZERO, l))).containsExactly("b");
    }
}

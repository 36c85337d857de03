package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plugin.Outcome;
import dev.plumb.runtime.cell.TestFunction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors, notes and backfills name columns: they follow what happens to these. */
class RememberedCellsTest {
    private static final String PLAIN = """
            dir: library
            tables:
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  title: text
                  pages: integer
                primary_key: [id]
            """;

    private static final String COMPUTING = PLAIN + """
                computed:
                  share: {type: integer, sql: 100 / pages, on_error: ignore}
                  loud: {type: text, function: test.shout, args: {text: title}, on_error: ignore}
            """;

    private static final String RENAMED = """
            dir: archive
            renamed_from: library
            tables:
              papers:
                renamed_from: documents
                columns:
                  number: {type: bigint, identity: always, renamed_from: id}
                  title: text
                  pages: integer
                primary_key: {name: documents_pkey, columns: [number]}
                computed:
                  part: {type: integer, sql: 100 / pages, on_error: ignore, renamed_from: share}
                  noise: {type: text, function: test.shout, args: {text: title}, on_error: ignore, renamed_from: loud}
            """;

    private static final List<String> BEFORE = List.of("share [2] 22012", "loud [3] TOO_LONG");
    private static final List<String> AFTER = List.of("part [2] 22012", "noise [3] TOO_LONG");

    @TempDir
    Path root;

    private LiveProject project;

    @BeforeEach
    void start() {
        project = LiveProject.on(18, root)
                .with(TestFunction.each(
                        "test.shout",
                        text -> text.length() > 3
                                ? Outcome.error("TOO_LONG", "is too long")
                                : Outcome.value(text.toUpperCase(Locale.ROOT))))
                .declare(PLAIN);
        project.apply();
        project.declare(COMPUTING).apply();
        project.execute("insert into dev_library.documents (title, pages) values ('a', 1), ('b', 0), ('long', 2)");
        project.work();
    }

    @Test
    void errorsNotesAndBackfillsHaveTheNewNamesAsSoonAsTheColumnsHaveThem() {
        project.execute("insert into dev_library.documents (title, pages) values ('c', 4)");
        assertThat(errors()).containsExactlyInAnyOrderElementsOf(BEFORE);

        project.declare(RENAMED).apply();

        assertThat(errors()).containsExactlyInAnyOrderElementsOf(AFTER);
        assertThat(project.query("select cells::text from plumb.note")).containsExactly("{noise}");
        assertThat(project.query("select columns::text from plumb.backfill")).containsExactly("{part,noise}");
        assertThat(project.differences()).isEmpty();

        project.work();
        project.execute("update dev_archive.papers set pages = 5, title = 'd' where number > 1");
        project.work();
        assertThat(errors()).isEmpty();
        assertThat(project.query("select concat_ws(' ', number, part, noise) from dev_archive.papers order by number"))
                .containsExactly("1 100 A", "2 20 D", "3 20 D", "4 20 D");
    }

    @Test
    void theyKeepTheFormerNamesWhenTheRenamesAreNotCommitted() {
        project.execute("create function public.refuse() returns trigger language plpgsql as"
                + " $$begin raise 'not now'; end$$");
        project.execute("create constraint trigger refuse after update on plumb.cell deferrable initially deferred"
                + " for each row execute function public.refuse()");
        project.declare(RENAMED);

        assertThatThrownBy(project::apply).hasMessageContaining("not now");
        assertThat(errors()).containsExactlyInAnyOrderElementsOf(BEFORE);
        assertThat(project.query("select share from dev_library.documents where id = 1"))
                .containsExactly("100");

        project.execute("drop trigger refuse on plumb.cell").apply();
        assertThat(errors()).containsExactlyInAnyOrderElementsOf(AFTER);
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void theFirstErrorOfAColumnMakesNobodyWait() throws SQLException {
        project.execute("update dev_library.documents set pages = 1")
                .declare(PLAIN + "    computed: {inverse: {type: integer, sql: 100 / pages, on_error: ignore}}\n")
                .apply();
        try (Connection first = project.database().connect();
                Connection second = project.database().connect();
                Statement one = first.createStatement();
                Statement two = second.createStatement()) {
            first.setAutoCommit(false);
            one.execute("insert into dev_library.documents (title, pages) values ('x', 0)");
            two.execute("set lock_timeout = '1s'");
            two.execute("insert into dev_library.documents (title, pages) values ('y', 0)");
            first.commit();
        }
        assertThat(project.query("select count(*) from plumb.cell_error where column_name = 'inverse'"))
                .containsExactly("2");
    }

    @Test
    void errorsOfAColumnThatIsDroppedAreNotThereWhenItComesAgain() {
        project.declare(PLAIN).apply();
        assertThat(errors()).isEmpty();

        project.execute("update dev_library.documents set pages = 1");
        project.declare(PLAIN + "    computed: {share: {type: integer, sql: 100 / pages, on_error: ignore}}\n")
                .apply();
        assertThat(errors()).isEmpty();
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void errorsOfRowsThatWentUnseenGoWithTheNextRetry() {
        project.execute("set session_replication_role = replica; delete from dev_library.documents where id = 2");
        assertThat(errors()).containsExactlyInAnyOrderElementsOf(BEFORE);

        project.retry();

        assertThat(errors()).containsExactly("loud [3] TOO_LONG");
    }

    @Test
    void errorsOfATableThatIsDroppedGoWithIt() {
        project.declare("dir: library\n").apply();

        assertThat(project.query("select column_name from plumb.cell_error")).isEmpty();
    }

    private List<String> errors() {
        return project.query("select column_name || ' ' || key || ' ' || error_type from plumb.errors");
    }
}

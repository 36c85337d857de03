package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plugin.Outcome;
import dev.plumb.runtime.cell.TestFunction;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with computed columns that was saved by {@code pg_dump} and restored into an empty one, where there is a pg_dump. */
class RestoredTest {
    /** Any pg_dump that is not older reads it. */
    private static final int SERVER = 15;

    private static final String SPEC = """
            dir: library
            tables:
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  body: text
                primary_key: [id]
                computed:
                  size: {type: integer, sql: length(body), on_error: ignore}
                  share: {type: integer, sql: 100 / size, on_error: ignore}
                  loud: {type: text, function: test.shout, args: {text: body}, on_error: ignore}
                  louder: {type: text, sql: "loud || '!'", on_error: ignore}
                indexes:
                  alike: {embedding: body, function: test.letters, metric: l2, dimensions: 3}
              lines:
                columns: {text: text}
                computed:
                  loud: {type: text, function: test.shout, args: {text: text}}
            """;

    @TempDir
    Path root;

    private final TestFunction shout = TestFunction.each(
            "test.shout",
            text -> text.equals("quiet")
                    ? Outcome.error("QUIET", "cannot be shouted")
                    : Outcome.value(text.toUpperCase(Locale.ROOT)));

    @Test
    void whatPlumbInstalledGoesOnWorkingInARestoredDatabase() throws Exception {
        if (!output("sh", "-c", "pg_dump --version && psql --version || true")
                .matches("(?s)pg_dump .* (1[5-9]|2\\d)\\..*psql.*")) {
            return;
        }
        LiveProject original = project(TestPostgres.of(SERVER).newDatabase());
        original.apply();
        original.execute("insert into dev_library.documents (body) values ('a'), (''), ('quiet'), ('bb')");
        original.execute("insert into dev_library.lines values ('x')");
        original.work();
        original.execute("update dev_library.documents set body = 'noted' where body = 'bb'");

        LiveProject restored = project(restored(original.database()));

        assertThat(documents(restored)).isEqualTo(documents(original));
        assertThat(errors(restored)).isEqualTo(errors(original)).hasSize(3);
        assertThatThrownBy(restored::differences)
                .isInstanceOf(WrongTargetException.class)
                .hasMessageContaining("plumb db adopt -e dev");
        restored.adopt();
        assertThat(restored.differences()).isEmpty();
        restored.work();
        restored.execute("insert into dev_library.documents (body) values ('abc')");
        restored.execute("update dev_library.documents set body = 'heard' where body = 'quiet'");
        restored.execute("insert into dev_library.lines values ('y')");
        restored.work();
        assertThat(documents(restored))
                .containsExactly(
                        "1 a 1 100 A A!",
                        "2  0 <null>  !",
                        "3 heard 5 20 HEARD HEARD!",
                        "4 noted 5 20 NOTED NOTED!",
                        "5 abc 3 33 ABC ABC!");
        assertThat(restored.query("select loud from dev_library.lines order by 1"))
                .containsExactly("X", "Y");
        assertThat(restored.query("select id from dev_library.alike_search('{1,1,1}', 1)"))
                .containsExactly("5");
        assertThat(restored.query("select * from plumb.note")).isEmpty();
        restored.declare(SPEC.replace("length(body)", "length(body) * 2")).apply();
        assertThat(restored.query("select size from dev_library.documents where id = 5"))
                .containsExactly("6");
        assertThat(restored.differences()).isEmpty();
    }

    private LiveProject project(TestDatabase database) {
        return LiveProject.on(database, root).with(shout, new Letters()).declare(SPEC);
    }

    private TestDatabase restored(TestDatabase original) throws IOException, InterruptedException {
        Path dump = root.resolve("dump.sql");
        output("pg_dump", "-f", dump.toString(), original.url());
        TestDatabase empty = TestPostgres.of(SERVER).newDatabase();
        output("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", dump.toString(), empty.url());
        return empty;
    }

    private static List<String> documents(LiveProject project) {
        return project.query("""
                select concat_ws(' ', id, body, coalesce(size::text, '<null>'), coalesce(share::text, '<null>'),
                  coalesce(loud, '<null>'), coalesce(louder, '<null>')) from dev_library.documents order by id""");
    }

    private static List<String> errors(LiveProject project) {
        return project.query("""
                select concat_ws(' ', directory, table_name, column_name, key, error_type)
                from plumb.errors order by 1""");
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}

package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.plugin.Outcome;
import dev.plumb.runtime.cell.TestFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a table without a key are told apart by a hidden column. */
class KeylessTableTest {
    private static final String PLAIN = """
            dir: library
            tables:
              documents:
                columns:
                  title: text
                  pages: integer
            """;

    private static final String SHARE = "share: {type: integer, sql: 100 / pages, on_error: ignore}";
    private static final String LOUD =
            "loud: {type: text, function: test.shout, args: {text: title}, on_error: ignore}";

    @TempDir
    Path root;

    private final AtomicBoolean strict = new AtomicBoolean(true);
    private LiveProject project;

    @BeforeEach
    void start() {
        project = LiveProject.on(18, root)
                .with(TestFunction.each(
                        "test.shout",
                        text -> strict.get() && text.length() > 3
                                ? Outcome.error("TOO_LONG", "is too long")
                                : Outcome.value(text.toUpperCase(Locale.ROOT))))
                .declare(PLAIN);
        project.apply();
        project.execute(
                "insert into dev_library.documents values ('a', 1), ('a', 1), ('b', 0), ('long', 2), (null, null)");
    }

    @Test
    void itsColumnsAreFilledAndKeptRightAndErrorsKeptPerRow() {
        computing(SHARE, LOUD).apply();
        assertThat(rows()).containsExactlyInAnyOrder("a 1 100 A", "a 1 100 A", "b 0 - B", "long 2 50 -", "- - - -");
        assertThat(errors()).containsExactly("loud TOO_LONG long", "share 22012 b");
        assertInPlumb();

        project.execute("insert into dev_library.documents values ('c', 0), ('d', 5)");
        project.execute("update dev_library.documents set pages = 4, title = 'e' where title = 'b'");
        project.execute("delete from dev_library.documents where title = 'long'");
        project.work();

        assertThat(rows())
                .containsExactlyInAnyOrder("a 1 100 A", "a 1 100 A", "e 4 25 E", "c 0 - C", "d 5 20 D", "- - - -");
        assertThat(errors()).containsExactly("share 22012 c");
        project.execute("truncate dev_library.documents");
        assertThat(errors()).isEmpty();
    }

    @Test
    void cellsWithErrorsAreComputedAgainOnDemand() {
        computing(SHARE, LOUD).apply();
        strict.set(false);

        assertThat(project.retry()).isEqualTo(2);
        project.work();

        assertThat(rows()).contains("long 2 50 LONG", "b 0 - B");
        assertThat(errors()).containsExactly("share 22012 b");
    }

    @Test
    void thePlanSaysHowItsRowsAreToldApart() {
        Plan plan = computing(SHARE, LOUD).plan().plan();

        assertThat(plan.notes()).singleElement().satisfies(n -> assertThat(n)
                .contains("library/documents has no key", "the hidden column \"plumb:row\"", "select *"));
        assertThat(plan.steps().stream().filter(s -> s.mode() != Step.Mode.TRANSACTIONAL))
                .extracting(Step::sql)
                .satisfiesExactly(
                        s -> assertThat(s).isEqualTo("-- fill library/documents: plumb:row"),
                        s -> assertThat(s).startsWith("drop index concurrently if exists"),
                        s -> assertThat(s).startsWith("create unique index concurrently \"plumb:row:documents\""),
                        s -> assertThat(s).isEqualTo("-- fill library/documents: share, loud"));
    }

    @Test
    void aNewTableHasTheColumnFromTheStart() {
        project.declare(PLAIN + """
                  notes:
                    columns: {text: text}
                    computed:
                      loud: {type: text, function: test.shout, args: {text: text}}
                """).apply();
        project.execute("insert into dev_library.notes values ('x'), ('x'), ('y')");
        project.work();

        assertThat(project.query("select loud from dev_library.notes order by 1"))
                .containsExactly("X", "X", "Y");
        assertInPlumb();
    }

    @Test
    void theHiddenColumnGoesWithTheLastThatNeedsIt() {
        computing(SHARE, LOUD).apply();
        computing(SHARE).apply();
        assertThat(columns()).containsExactly("title", "pages", "share", "plumb:row");
        assertInPlumb();

        computing("share: {type: integer, sql: pages * 100}").apply();
        assertThat(columns()).doesNotContain("plumb:row");
        assertInPlumb();
        project.declare(PLAIN).apply();
        assertInPlumb();
    }

    @Test
    void aTableThatGetsAKeyLosesTheHiddenColumnAndKeepsItsErrors() {
        project.execute("delete from dev_library.documents where title is null or ctid in"
                + " (select max(ctid) from dev_library.documents group by title having count(*) > 1)");
        computing(SHARE, LOUD).apply();
        project.execute("insert into dev_library.documents values ('noted', 1)");
        String keyed = PLAIN.replace("title: text", "title: text not null")
                + "    primary_key: [title]\n    computed:\n      " + SHARE + "\n      " + LOUD + "\n";

        Plan plan = project.declare(keyed).plan().plan();
        assertThat(plan.changes())
                .filteredOn(c -> c.address().name().equals("share"))
                .singleElement()
                .satisfies(
                        c -> assertThat(c.details())
                                .containsExactly(
                                        "rows told apart by: the hidden column \"plumb:row\" -> the table's key; the column goes"));
        assertThat(plan.steps()).noneMatch(s -> s.mode() == Step.Mode.BACKFILL);
        project.apply();

        assertThat(columns()).containsExactly("title", "pages", "share", "loud");
        assertThat(project.query("select column_name || ' ' || key from plumb.errors order by 1"))
                .containsExactly("loud [\"long\"]", "share [\"b\"]");
        assertThat(project.query("select key from plumb.note")).containsExactly("[\"noted\"]");
        assertInPlumb();
        strict.set(false);
        project.work();
        assertThat(rows()).contains("noted 1 100 NOTED");

        computing(SHARE, LOUD).apply();
        assertThat(columns()).contains("plumb:row");
        assertThat(errors()).containsExactly("loud TOO_LONG long", "share 22012 b");
        assertInPlumb();
    }

    @Test
    void renamesChangeNoValue() {
        computing(SHARE, LOUD).apply();
        project.declare("""
                dir: library
                tables:
                  papers:
                    renamed_from: documents
                    columns:
                      name: {type: text, renamed_from: title}
                      pages: integer
                    computed:
                      part: {type: integer, sql: 100 / pages, on_error: ignore, renamed_from: share}
                      loud: {type: text, function: test.shout, args: {text: name}, on_error: ignore}
                """);
        assertThat(project.plan().plan().steps()).noneMatch(s -> s.mode() == Step.Mode.BACKFILL);
        project.apply();

        assertInPlumb();
        project.execute("update dev_library.papers set pages = 10 where name = 'b'");
        assertThat(project.query("select part from dev_library.papers where name = 'b'"))
                .containsExactly("10");
        assertThat(project.query(
                        "select indexrelid::regclass from pg_index where indrelid = 'dev_library.papers'::regclass"))
                .containsExactly("dev_library.\"plumb:row:papers\"");
    }

    @Test
    void anErrorThatEndsTheFillingTakesTheHiddenColumnOutAsWell() {
        computing(LOUD.replace("ignore", "abort"));

        assertThatThrownBy(project::apply).hasMessageContaining("taken out again: library/documents.loud");

        assertThat(columns()).containsExactly("title", "pages");
        project.declare(PLAIN);
        assertInPlumb();
    }

    @Test
    void anIndexThatIsGoneOrWasNotFinishedIsBuiltAgain() {
        computing(SHARE).apply();
        project.execute("drop index dev_library.\"plumb:row:documents\"");

        assertThat(project.plan().plan().changes())
                .singleElement()
                .satisfies(c -> assertThat(c.details().toString()).contains("plumb:row has no index"));
        project.apply();
        assertInPlumb();
    }

    @Test
    void clientsCannotWriteTheHiddenColumn() {
        computing(SHARE).apply();
        String uuid = "'00000000-0000-0000-0000-000000000000'";
        project.execute(
                "insert into dev_library.documents values ('x', 1, 7, " + uuid + "), ('y', 1, 7, " + uuid + ")");
        project.execute("update dev_library.documents set \"plumb:row\" = " + uuid);

        assertThat(project.query("select count(distinct \"plumb:row\") = count(*) from dev_library.documents"))
                .containsExactly("t");
    }

    private LiveProject computing(String... columns) {
        return project.declare(PLAIN + "    computed:\n      " + String.join("\n      ", columns) + "\n");
    }

    private void assertInPlumb() {
        assertThat(project.differences()).isEmpty();
    }

    private List<String> rows() {
        return project.query("select concat_ws(' ', coalesce(title, '-'), coalesce(pages::text, '-'),"
                + " coalesce(share::text, '-'), coalesce(loud, '-')) from dev_library.documents");
    }

    private List<String> errors() {
        return project.query("select e.column_name || ' ' || e.error_type || ' ' || d.title from plumb.errors e"
                + " left join dev_library.documents d on jsonb_build_array(d.\"plumb:row\") = e.key order by 1");
    }

    private List<String> columns() {
        return project.query("select attname from pg_attribute where attrelid = 'dev_library.documents'::regclass"
                + " and attnum > 0 and not attisdropped order by attnum");
    }
}

package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Change;
import dev.plumb.plan.Hazard;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Safety;
import dev.plumb.plan.Step;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputedColumnsTest {
    private static final String PLAIN = """
            dir: library
            tables:
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  title: text not null
                  body: text
                primary_key: [id]
            """;

    private static final String WORDS = "words: {type: integer, sql: \"cardinality(string_to_array(body, ' '))\"}";
    private static final String LONG = "long: {type: boolean, sql: words > 2}";

    @TempDir
    Path root;

    private LiveProject project;

    @BeforeEach
    void start() {
        project = LiveProject.on(18, root).declare(PLAIN);
        project.apply();
        project.execute("insert into dev_library.documents (title, body) values"
                + " ('a', 'one two three'), ('b', 'four'), ('c', null)");
    }

    @Test
    void aNewColumnIsFilledForTheRowsThatAreThereAndKeptRightForAllOthers() {
        project.declare(computing(WORDS, LONG)).apply();

        assertThat(words()).containsExactly("a 3 t", "b 1 f", "c null null");
        assertInPlumb();

        project.execute("insert into dev_library.documents (title, body) values ('d', 'x y z w')");
        project.execute("update dev_library.documents set body = 'p q' where title = 'a'");
        assertThat(words()).containsExactly("a 2 f", "b 1 f", "c null null", "d 4 t");
    }

    @Test
    void aNewColumnAndWhatKeepsItRightComeInOneTransactionAndTheFillingAfterThem() {
        Plan plan = project.declare(computing(WORDS, LONG)).plan().plan();

        assertThat(plan.changes())
                .extracting(c -> c.action() + " " + c.address() + " " + c.safety())
                .containsExactly("CREATE library/documents.long SAFE", "CREATE library/documents.words SAFE");
        assertThat(plan.steps())
                .filteredOn(s -> s.mode() == Step.Mode.BACKFILL)
                .singleElement()
                .satisfies(s -> assertThat(s.fill().orElseThrow().columns()).containsExactly("words", "long"));
        assertThat(plan.steps().stream()
                        .filter(s -> s.mode() == Step.Mode.TRANSACTIONAL)
                        .map(Step::transaction)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void nullsAreForbiddenAndIndexesBuiltOnceItIsFilled() {
        project.execute("update dev_library.documents set body = 'x' where body is null");
        project.declare(computing("words: {type: integer, sql: length(body), nullable: false}")
                        + "    indexes: {documents_words_idx: [words]}\n")
                .apply();

        assertThat(project.query("select words from dev_library.documents order by id"))
                .containsExactly("13", "4", "1");
        assertThat(project.query("select attnotnull from pg_attribute where attname = 'words'"
                        + " and attrelid = 'dev_library.documents'::regclass"))
                .containsExactly("t");
        assertInPlumb();
    }

    @Test
    void aNewTableComesWithWhatKeepsItsColumnsRight() {
        project.declare(computing(WORDS) + """
                  notes:
                    columns: {id: bigint, text: text}
                    primary_key: [id]
                    computed:
                      size: {type: integer, sql: length(text)}
                """).apply();
        project.execute("insert into dev_library.notes (id, text) values (1, 'hello')");

        assertThat(project.query("select size from dev_library.notes")).containsExactly("5");
        assertInPlumb();
    }

    @Test
    void aDroppedColumnTakesWhatKeptItRightAlong() {
        project.declare(computing(WORDS, LONG)).apply();
        project.declare(computing(WORDS)).apply();
        assertInPlumb();
        assertThat(project.query("select proname from pg_proc where proname like 'plumb:%' order by 1"))
                .containsExactly("plumb:documents", "plumb:documents.words");

        project.declare(PLAIN).apply();
        assertThat(project.query("select proname from pg_proc where proname like 'plumb:%'"))
                .isEmpty();
        assertInPlumb();
    }

    @Test
    void aDroppedTableTakesItsFunctionsAlong() {
        project.declare(computing(WORDS)).apply();
        project.declare("dir: library\n").apply();

        assertThat(project.query("select proname from pg_proc where proname like 'plumb:%'"))
                .isEmpty();
        assertInPlumb();
    }

    @Test
    void renamesOfTheColumnAnInputAndTheTableChangeNoValue() {
        project.declare(computing(WORDS, LONG)).apply();
        project.declare("""
                dir: library
                tables:
                  papers:
                    renamed_from: documents
                    columns:
                      id: {type: bigint, identity: always}
                      title: text not null
                      content: {type: text, renamed_from: body}
                    primary_key: {name: documents_pkey, columns: [id]}
                    computed:
                      size:
                        type: integer
                        sql: cardinality(string_to_array(content, ' '))
                        renamed_from: words
                      long: {type: boolean, sql: size > 2}
                """);

        assertThat(project.plan().plan().steps()).noneMatch(s -> s.mode() == Step.Mode.BACKFILL);
        project.apply();
        project.execute("update dev_library.papers set content = 'p q' where title = 'a'");
        assertThat(project.query("select concat_ws(' ', title, size, long) from dev_library.papers order by 1"))
                .containsExactly("a 2 f", "b 1 f", "c");
        assertInPlumb();
    }

    @Test
    void anotherExpressionIsDestructiveAndComputesEveryRowAgain() {
        project.declare(computing(WORDS, LONG)).apply();
        project.declare(computing("words: {type: integer, sql: length(body)}", LONG));

        assertThat(project.plan().plan().destructive()).hasSize(2).allSatisfy(c -> assertThat(c.hazards())
                .extracting(Hazard::kind)
                .contains(Hazard.Kind.RECOMPUTE));
        project.apply();
        assertThat(words()).containsExactly("a 13 t", "b 4 t", "c null null");
        assertInPlumb();
    }

    @Test
    void anotherTextOfTheSameMeaningIsNoChange() {
        project.declare(computing("words: {type: integer, sql: \"length(body) + 1\"}"))
                .apply();
        project.declare(computing("words: {type: integer, sql: \"( LENGTH( body ) +1 )\"}"));

        assertThat(project.plan().plan().changes()).isEmpty();
    }

    @Test
    void anotherWayToTreatErrorsComputesNothingAgain() {
        project.declare(computing("words: {type: integer, sql: length(body)}")).apply();
        project.declare(computing("words: {type: integer, sql: length(body), on_error: ignore}"));

        assertThat(project.plan().plan().changes()).singleElement().satisfies(c -> {
            assertThat(c.details()).containsExactly("on_error: abort -> ignore");
            assertThat(c.safety()).isEqualTo(Safety.SAFE);
        });
        assertThat(project.plan().plan().steps()).noneMatch(s -> s.mode() == Step.Mode.BACKFILL);
        project.apply();
        assertInPlumb();
    }

    @Test
    void anInputOfAnotherTypeIsChangedAndWhatRestsOnItComputedAgain() {
        project.declare(computing(WORDS)).apply();
        project.declare(computing(WORDS).replace("body: text", "body: varchar(100)"))
                .apply();

        project.execute("update dev_library.documents set body = 'p q' where title = 'a'");
        assertThat(project.query("select words from dev_library.documents order by id"))
                .containsExactly("2", "1", "null");
        assertInPlumb();
    }

    @Test
    void aPlainColumnThatBecomesComputedLosesItsValuesAndOneThatNoLongerIsKeepsThem() {
        project.declare(PLAIN.replace("    primary_key", "      words: integer\n    primary_key"))
                .apply();
        project.execute("update dev_library.documents set words = 99");
        project.declare(computing(WORDS));
        assertThat(project.plan().plan().destructive())
                .extracting(Change::address)
                .hasSize(1);
        project.apply();
        assertThat(project.query("select words from dev_library.documents order by id"))
                .containsExactly("3", "1", "null");
        assertInPlumb();

        project.declare(PLAIN.replace("    primary_key", "      words: integer\n    primary_key"));
        assertThat(project.plan().plan().destructive()).isEmpty();
        project.apply();
        assertThat(project.query("select words from dev_library.documents order by id"))
                .containsExactly("3", "1", "null");
        assertInPlumb();
    }

    @Test
    void aTriggerThatWasDisabledIsNoticedAndTheRowsComputedAgain() {
        project.declare(computing(WORDS)).apply();
        project.execute("alter table dev_library.documents disable trigger \"~plumb:update\"");
        project.execute("update dev_library.documents set body = 'p q' where title = 'a'");

        assertThat(project.plan().plan().changes())
                .singleElement()
                .satisfies(c -> assertThat(c.details().toString()).contains("~plumb:update does not fire"));
        project.apply();
        assertThat(project.query("select words from dev_library.documents order by id"))
                .containsExactly("2", "1", "null");
        assertInPlumb();
    }

    @Test
    void aTriggerThatWasDroppedIsPutBack() {
        project.declare(computing(WORDS)).apply();
        project.execute("drop trigger \"~plumb:insert\" on dev_library.documents");

        project.apply();
        project.execute("insert into dev_library.documents (title, body) values ('z', 'p q')");
        assertThat(project.query("select words from dev_library.documents where title = 'z'"))
                .containsExactly("2");
        assertInPlumb();
    }

    @Test
    void viewsStandOnComputedColumns() {
        project.declare(computing(WORDS) + "views:\n  sizes: select id, words from documents\n")
                .apply();
        project.declare(computing("words: {type: integer, sql: length(body)}")
                        + "views:\n  sizes: select id, words from documents\n")
                .apply();

        assertThat(project.query("select words from dev_library.sizes order by id"))
                .containsExactly("13", "4", "null");
        assertInPlumb();
    }

    @Test
    void whatTheServerSaysOfAnExpressionStandsAtItsPlace() {
        project.declare(computing(
                "words: {type: integer, sql: lenth(body)}",
                "late: {type: timestamptz, sql: now()}",
                "wrong: {type: integer, sql: title}"));

        assertThatThrownBy(project::plan).isInstanceOfSatisfying(SpecException.class, e -> assertThat(e.problems())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("schema/spec.yaml:10:").contains("lenth(text) does not exist"),
                        p -> assertThat(p).startsWith("schema/spec.yaml:11:").contains("not immutable"),
                        p -> assertThat(p).startsWith("schema/spec.yaml:12:").contains("type text")));
    }

    @Test
    void anErrorThatEndsTheFillingTakesTheNewColumnOutAndLeavesTheOthers() {
        project.declare(computing(WORDS)).apply();
        project.declare(computing(WORDS, "parts: {type: integer, sql: 10 / (length(body) - 4)}"));

        assertThatThrownBy(project::apply)
                .hasMessageContaining("division by zero")
                .hasMessageContaining("taken out again: library/documents.parts");
        assertThat(project.query("select attname from pg_attribute where attrelid = 'dev_library.documents'::regclass"
                        + " and attnum > 0 and not attisdropped order by attnum"))
                .containsExactly("id", "title", "body", "words");
        project.execute("insert into dev_library.documents (title, body) values ('d', 'four')");
        project.declare(computing(WORDS));
        assertInPlumb();
    }

    @Test
    void aTableWithoutAKeyIsFilledAndKeptRight() {
        project.declare(PLAIN.replace("    primary_key: [id]\n", "")).apply();
        project.declare(computing(WORDS).replace("    primary_key: [id]\n", ""));

        assertThat(project.plan().plan().steps())
                .filteredOn(s -> s.mode() == Step.Mode.BACKFILL)
                .singleElement()
                .satisfies(s -> assertThat(s.fill().orElseThrow().keyed()).isFalse());
        project.apply();
        assertThat(project.query("select words from dev_library.documents order by id"))
                .containsExactly("3", "1", "null");
        assertInPlumb();
    }

    private void assertInPlumb() {
        assertThat(project.differences()).isEmpty();
    }

    private static String computing(String... columns) {
        return PLAIN + "    computed:\n      " + String.join("\n      ", columns) + "\n";
    }

    private List<String> words() {
        return project.query("select concat_ws(' ', title, coalesce(words::text, 'null'),"
                + " coalesce(long::text::char(1), 'null')) from dev_library.documents order by title");
    }
}

package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Step;
import dev.plumb.runtime.failure.PartialException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People change their minds while the next versions of columns are filled and not swapped yet. */
class UnfinishedReplacementTest {
    private static final String TABLE = """
            dir: library
            tables:
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  body: text
                primary_key: [id]
            """;

    private static final String SIZES = TABLE + """
                computed:
                  size: {type: integer, sql: "%s"}
                  twice: {type: integer, sql: size * 2}
                  other: {type: text, sql: upper(body)}
            """;

    @TempDir
    Path root;

    private LiveProject project;

    @BeforeEach
    void begin() {
        project = LiveProject.on(18, root).declare(SIZES.formatted("length(body)"));
        project.apply();
        project.execute("insert into dev_library.documents (body) select repeat('x', g) from generate_series(1, 3) g");
        project.execute(
                "insert into plumb.note (relation, key, cells, claimed_by, claimed_until) values"
                        + " ('dev_library.documents'::regclass, '[1]', array['size'], gen_random_uuid(), now() + interval '1 day')");
        project.declare(SIZES.formatted("length(body) * 10"));
        assertThatThrownBy(project::applyAtOnce).isInstanceOf(PartialException.class);
        assertThat(project.hiddenColumns()).containsExactly("plumb:next:size", "plumb:next:twice");
    }

    @Test
    void whatIsFilledBesideDoesNotMakeThePresentColumnsUnfinished() {
        assertThat(project.query("select part from plumb.managed where not filled"))
                .isEmpty();
    }

    @Test
    void aColumnThatIsRenamedMeanwhileIsReplacedUnderItsNewName() {
        project.execute("delete from plumb.note");
        project.declare(SIZES.formatted("length(body) * 10")
                .replace("size: {type: integer,", "length: {type: integer, renamed_from: size,")
                .replace("size * 2", "length * 2"));
        project.apply();

        assertThat(project.values("length, twice")).containsExactly("10 20", "20 40", "30 60");
        assertThat(project.hiddenColumns()).doesNotContain("plumb:next:size", "plumb:next:length", "plumb:next:twice");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void aDependentThatIsDroppedMeanwhileTakesItsNextVersionAlong() {
        project.execute("delete from plumb.note");
        project.declare(
                SIZES.formatted("length(body) * 10").replace("      twice: {type: integer, sql: size * 2}\n", ""));
        project.apply();

        assertThat(project.values("size, other")).containsExactly("10 X", "20 XX", "30 XXX");
        assertThat(project.hiddenColumns()).containsExactly("plumb:kept:size");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void columnsThatAreDroppedMeanwhileTakeTheirNextVersionsAlong() {
        project.declare(TABLE);
        project.apply();

        assertThat(project.hiddenColumns()).isEmpty();
        assertThat(project.query("select tgname from pg_trigger where tgrelid = 'dev_library.documents'::regclass"))
                .isEmpty();
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void aColumnThatBecomesPlainMeanwhileKeepsItsValues() {
        project.declare(TABLE.replace(
                "body: text", "body: text\n      size: integer\n      twice: integer\n      other: text"));
        project.apply();

        assertThat(project.values("size, twice")).containsExactly("1 2", "2 4", "3 6");
        assertThat(project.hiddenColumns()).isEmpty();
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void onlyWhatIsDefinedInAThirdWayIsComputedAgain() {
        project.execute("delete from plumb.note");
        project.declare(SIZES.formatted("length(body) * 10").replace("size * 2", "size * 3"));

        assertThat(project.plan().plan().steps())
                .filteredOn(s -> s.mode() == Step.Mode.BACKFILL)
                .singleElement()
                .satisfies(s -> assertThat(s.fill().orElseThrow().columns()).containsExactly("plumb:next:twice"));
        project.apply();

        assertThat(project.values("size, twice")).containsExactly("10 30", "20 60", "30 90");
        assertThat(project.differences()).isEmpty();
    }
}

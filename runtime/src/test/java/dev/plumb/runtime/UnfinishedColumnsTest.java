package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Step;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.UnusableException;
import dev.plumb.runtime.cell.TestFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns whose filling stopped half-way. */
class UnfinishedColumnsTest {
    private static final String PLAIN = """
            dir: library
            tables:
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  title: text
                primary_key: [id]
            """;

    private static final String NOTES = """
              a_notes:
                columns: {id: bigint, text: text}
                primary_key: [id]
            """;

    private static final String LOUD = "loud: {type: text, function: test.shout, args: {text: title}}";
    private static final String SIZE = "size: {type: integer, sql: length(title)}";

    @TempDir
    Path root;

    private final AtomicReference<String> bad = new AtomicReference<>("none");
    private final AtomicReference<String> defect = new AtomicReference<>("none");
    private LiveProject project;

    @BeforeEach
    void start() {
        project = LiveProject.on(18, root)
                .with(TestFunction.of("test.shout", Limits.defaults(), texts -> {
                    if (texts.contains(defect.get())) {
                        throw new UnusableException("unreachable", "nobody answers");
                    }
                    return texts.stream()
                            .map(text -> text.equals(bad.get())
                                    ? Outcome.error("BAD", "cannot be shouted")
                                    : Outcome.value(text.toUpperCase(Locale.ROOT)))
                            .toList();
                }))
                .declare(PLAIN);
        project.apply();
        project.execute("insert into dev_library.documents (title) values ('a'), ('b'), ('c')");
    }

    @Test
    void aDatabaseIsNotInPlumbAsLongAsAColumnIsNotFilled() {
        declare(LOUD).apply();
        assertThat(project.plan().plan().steps()).isEmpty();

        project.execute("update plumb.managed set filled = false where part = 'loud'");

        assertThat(project.plan().plan().steps()).extracting(Step::mode).containsExactly(Step.Mode.BACKFILL);
        project.apply();
        assertThat(project.plan().plan().steps()).isEmpty();
    }

    @Test
    void whatAnApplyLeavesUnfilledIsFilledByTheNext() {
        defect.set("b");
        declare(LOUD);
        assertThatThrownBy(project::apply).hasMessageContaining("nobody answers");
        assertThat(unfilled()).containsExactly("loud");

        defect.set("none");
        project.apply();

        assertThat(loud()).containsExactly("A", "B", "C");
        assertThat(unfilled()).isEmpty();
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void anErrorTakesAllNewColumnsOfItsTableOutAndLeavesThoseThatAreFilled() {
        project.declare(PLAIN + NOTES).apply();
        project.execute("insert into dev_library.a_notes values (1, 'x')");
        bad.set("b");
        project.declare(PLAIN + "    computed:\n      " + LOUD + "\n      " + SIZE + "\n" + NOTES
                + "    computed: {size: {type: integer, sql: length(text)}}\n");

        assertThatThrownBy(project::apply)
                .hasMessageContaining("cannot be shouted")
                .hasMessageContaining("taken out again: library/documents.loud, library/documents.size");

        assertThat(columns()).containsExactly("id", "title");
        assertThat(project.query("select size from dev_library.a_notes")).containsExactly("1");
        assertThat(unfilled()).isEmpty();
        bad.set("none");
        project.apply();
        assertThat(loud()).containsExactly("A", "B", "C");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void aProcessThatDiesBeforeItTakesTheColumnOutLeavesThatToTheNext() {
        refuseToDrop();
        bad.set("b");
        declare(LOUD);
        assertThatThrownBy(project::apply).hasMessageContaining("cannot be shouted");
        project.execute("drop event trigger refuse");
        project.execute("update plumb.backfill set state = 'failed', finished_at = null");

        assertThatThrownBy(project::apply).hasMessageContaining("taken out again: library/documents.loud");
        assertThat(columns()).containsExactly("id", "title");
    }

    @Test
    void aColumnThatWasFilledBeforeStaysWhenItsValuesAreComputedAgainInVain() {
        declare(LOUD).apply();
        bad.set("b");
        project.execute("update plumb.managed set filled = false where part = 'loud'");

        assertThatThrownBy(project::apply).hasMessageContaining("cannot be shouted");

        assertThat(loud()).containsExactly("A", "B", "C");
    }

    @Test
    void aColumnThatCouldNotBeTakenOutIsTakenOutByTheNextApplyThatFails() {
        bad.set("b");
        declare(LOUD);
        refuseToDrop();
        assertThatThrownBy(project::apply)
                .hasMessageContaining("cannot be shouted")
                .hasMessageContaining("could not be taken out again (PostgreSQL says: not now)");
        assertThat(unfilled()).containsExactly("loud");
        project.execute("drop event trigger refuse");

        assertThatThrownBy(project::apply).hasMessageContaining("taken out again: library/documents.loud");

        assertThat(columns()).containsExactly("id", "title");
        project.declare(PLAIN);
        assertThat(project.differences()).isEmpty();
    }

    private LiveProject declare(String... columns) {
        return project.declare(PLAIN + "    computed:\n      " + String.join("\n      ", columns) + "\n");
    }

    private void refuseToDrop() {
        project.execute("create function public.refuse() returns event_trigger language plpgsql as"
                + " $$begin raise 'not now'; end$$");
        project.execute("create event trigger refuse on sql_drop when tag in ('ALTER TABLE')"
                + " execute function public.refuse()");
    }

    private List<String> unfilled() {
        return project.query("select part from plumb.managed where not filled");
    }

    private List<String> columns() {
        return project.query("select attname from pg_attribute where attrelid = 'dev_library.documents'::regclass"
                + " and attnum > 0 and not attisdropped order by attnum");
    }

    private List<String> loud() {
        return project.query("select loud from dev_library.documents order by id");
    }
}

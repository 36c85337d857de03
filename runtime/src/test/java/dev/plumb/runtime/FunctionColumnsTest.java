package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.FillCost;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.PartialException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.work.WorkListener;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionColumnsTest {
    private static final String PLAIN = """
            dir: library
            tables:
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  title: text not null
                  pages: integer
                primary_key: [id]
            """;

    @TempDir
    Path root;

    private LiveProject project;
    private String version = "1";
    private Map<String, String> variables = Map.of("MARK", "!");

    @BeforeEach
    void start() {
        project = LiveProject.on(18, root).declare(PLAIN);
        apply();
        project.execute("insert into dev_library.documents (title, pages) values ('a', 1), ('b', 2), ('c', null)");
    }

    @Test
    void aFunctionsColumnIsFilledAndSoIsWhatRestsOnIt() {
        declare("loud: {type: text, function: test.shout, args: {text: title, mark: \"${MARK}\"}}", """
                size: {type: integer, sql: length(loud)}""");
        apply();

        assertThat(project.query("select loud || size from dev_library.documents order by id"))
                .containsExactly("A!2", "B!2", "C!2");
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void anotherValueOfAVariableIsSeenAndKeptAsADigestAlone() {
        declare("loud: {type: text, function: test.shout, args: {text: title, mark: \"${MARK}\"}}");
        apply();
        assertThat(project.query("select prosrc from pg_proc where proname = 'plumb:documents'"))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("${MARK}").doesNotContain("\"!\""));

        variables = Map.of("MARK", "?");
        assertThat(plan().destructive()).hasSize(1);
        apply();
        assertThat(project.query("select loud from dev_library.documents order by id"))
                .containsExactly("A?", "B?", "C?");
    }

    @Test
    void anotherVersionOfAFunctionIsFilledBesideAndTheFormerValuesAreKept() {
        declare("loud: {type: text, function: test.shout, args: {text: title}, recompute: true}");
        apply();
        version = "2";
        assertThat(plan().destructive()).hasSize(1);
        apply();

        assertThat(project.query("select loud || \"plumb:kept:loud\" from dev_library.documents order by id"))
                .containsExactly("A2A", "B2B", "C2C");
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void anotherVersionIsNotUsedBeforeSomebodyHasDecidedWhatBecomesOfTheValues() {
        declare("loud: {type: text, function: test.shout, args: {text: title}}");
        apply();
        project.execute("analyze dev_library.documents");
        version = "2";

        assertThat(plan().blockers()).singleElement().satisfies(blocker -> {
            assertThat(blocker.address()).hasToString("library/documents.loud");
            assertThat(blocker.message())
                    .isEqualTo(
                            "the function test.shout has the version 2, and its values are of version 1; the spec does not"
                                    + " say what becomes of them; computing those of about 3 rows again takes 1 call of a"
                                    + " function, 60 s if every call took all the time that it may");
            assertThat(blocker.remedy()).contains("'recompute: true'", "'recompute: false'");
            assertThat(blocker.location()).hasToString("Optional[schema/spec.yaml:10:7]");
        });
        assertThatThrownBy(this::apply).isInstanceOf(RefusedException.class);
        assertThat(project.query("select loud from dev_library.documents order by id"))
                .containsExactly("A", "B", "C");
    }

    @Test
    void theValuesOfAFormerVersionStayWhenTheSpecSaysSoAndTheNextOneComputesWhatChanges() throws Exception {
        declare("loud: {type: text, function: test.shout, args: {text: title}, recompute: false}");
        apply();
        version = "2";

        assertThat(plan().destructive()).isEmpty();
        assertThat(plan().steps()).noneMatch(s -> s.mode() == Step.Mode.BACKFILL);
        assertThat(plan().changes()).singleElement().satisfies(change -> assertThat(change.details())
                .contains(
                        "the values of version 1 stay, as recompute: false says; what changes from now on is computed by"
                                + " version 2"));
        apply();
        project.execute("update dev_library.documents set title = 'z' where title = 'a'");
        work();

        assertThat(project.query("select loud from dev_library.documents order by id"))
                .containsExactly("Z2", "B", "C");
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void whoDecidesToKeepTheValuesWhileTheyAreReplacedTakesTheReplacementAway() {
        declare("loud: {type: text, function: test.shout, args: {text: title}, recompute: true}");
        apply();
        version = "2";
        project.execute(
                "insert into plumb.note (relation, key, cells, claimed_by, claimed_until) values"
                        + " ('dev_library.documents'::regclass, '[1]', array['loud'], gen_random_uuid(), now() + interval '1 day')");
        assertThatThrownBy(() -> apply(ApplyOptions.DEFAULT.withLockBudget(Duration.ZERO)))
                .isInstanceOf(PartialException.class);

        declare("loud: {type: text, function: test.shout, args: {text: title}, recompute: false}");
        apply();

        assertThat(project.query("select loud from dev_library.documents order by id"))
                .containsExactly("A", "B", "C");
        assertThat(project.query("select attname from pg_attribute where attname like 'plumb:next:%'"))
                .isEmpty();
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void anotherArgumentIsComputedAgainWhateverIsSaidOfVersions() {
        declare("loud: {type: text, function: test.shout, args: {text: title}, recompute: false}");
        apply();
        declare("loud: {type: text, function: test.shout, args: {text: title, mark: \"${MARK}\"}, recompute: false}");

        assertThat(plan().destructive()).hasSize(1);
        apply();
        assertThat(project.query("select loud from dev_library.documents order by id"))
                .containsExactly("A!", "B!", "C!");
    }

    @Test
    void whatAReplacementCostsIsToldByWhatWasMeasuredWhenTheColumnWasLastFilled() {
        project.execute("insert into dev_library.documents (title) select 't' || g from generate_series(1, 1997) g");
        declare("loud: {type: text, function: test.shout, args: {text: title}, recompute: true}");
        apply();
        project.execute("analyze dev_library.documents");
        version = "2";

        assertThat(plan().steps().stream().flatMap(s -> s.fill().stream()))
                .singleElement()
                .satisfies(fill -> {
                    assertThat(fill.cost().calls()).hasValue(4);
                    assertThat(fill.cost().basis()).isEqualTo(FillCost.Basis.MEASURED);
                    assertThat(fill.cost().words())
                            .startsWith("4 calls of functions, ")
                            .endsWith("going by the last time");
                });
    }

    @Test
    void rowsThatAreNotedDuringAReplacementAreWorkedOffBeforeTheSwap() {
        declare("loud: {type: text, function: test.shout, args: {text: title}, recompute: true}");
        apply();
        project.execute("update dev_library.documents set title = 'z' where title = 'a'");
        version = "2";
        apply();

        assertThat(project.query("select loud from dev_library.documents order by id"))
                .containsExactly("Z2", "B2", "C2");
        assertThat(project.query("select * from plumb.note")).isEmpty();
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void aReplacementComesToItsEndWhileClientsGoOnWriting() throws Exception {
        declare("loud: {type: text, function: test.shout, args: {text: title}, recompute: true}");
        apply();
        version = "2";
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService client = Executors.newSingleThreadExecutor();
        try (Connection connection = project.database().connect();
                Statement statement = connection.createStatement()) {
            Future<Integer> written = client.submit(() -> {
                int count = 0;
                for (; !done.get(); count++) {
                    statement.execute("insert into dev_library.documents (title) values ('n" + count + "')");
                    statement.execute(
                            "update dev_library.documents set title = title || 'x' where id = " + (count % 3 + 1));
                }
                return count;
            });
            apply();
            done.set(true);
            assertThat(written.get()).isPositive();
        } finally {
            done.set(true);
            client.shutdown();
        }
        assertThat(project.query("select distinct c from plumb.note, unnest(cells) c"))
                .as("what was noted last is about the column under its name")
                .isSubsetOf("loud");
        work();
        assertThat(project.query(
                        "select title from dev_library.documents where loud is distinct from upper(title) || '2'"))
                .isEmpty();
        assertThat(plan().changes()).isEmpty();
    }

    private void work() throws InterruptedException {
        try (Plumb plumb = open();
                ColumnWorker worker = plumb.columnWork().worker(WorkListener.SILENT)) {
            worker.drain();
        }
    }

    @Test
    void whatIsWrongWithACallIsToldAtItsPlace() {
        declare(
                "one: {type: text, function: test.shuot, args: {text: title}}",
                "two: {type: text, function: test.shout, args: {txt: title}}",
                "three: {type: integer, function: test.shout, args: {text: pages}}");

        assertThatThrownBy(this::plan).isInstanceOfSatisfying(SpecException.class, e -> assertThat(e.problems())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        p -> assertThat(p)
                                .startsWith("schema/spec.yaml:10:")
                                .contains("no function test.shuot", "did you mean test.shout?"),
                        p -> assertThat(p)
                                .startsWith("schema/spec.yaml:11:")
                                .contains("argument txt", "did you mean text?"),
                        p -> assertThat(p).startsWith("schema/spec.yaml:11:").contains("text", "is missing"),
                        p -> assertThat(p)
                                .startsWith("schema/spec.yaml:12:")
                                .contains("the column pages is integer", "takes text"),
                        p -> assertThat(p)
                                .startsWith("schema/spec.yaml:12:")
                                .contains("is integer, but", "gives text")));
    }

    @Test
    void aVariableWithoutAValueIsToldBeforeTheDatabaseIsRead() {
        variables = Map.of();
        declare("loud: {type: text, function: test.shout, args: {text: title, mark: \"${MARK}\"}}");

        assertThatThrownBy(this::plan)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("the variable MARK is not set");
    }

    private void declare(String... columns) {
        project.declare(PLAIN + "    computed:\n      " + String.join("\n      ", columns) + "\n");
    }

    private Plan plan() {
        try (Plumb plumb = open()) {
            return plumb.plan().plan();
        }
    }

    private void apply() {
        apply(ApplyOptions.DEFAULT);
    }

    private void apply(ApplyOptions options) {
        try (Plumb plumb = open()) {
            plumb.apply(plumb.plan(), new Approval(true, Set.of()), options, ApplyListener.SILENT);
        }
    }

    private Plumb open() {
        Project opened = Project.open(root, variables);
        Environment environment = opened.environment(Optional.empty());
        return new Plumb(opened, environment, Databases.open(opened, environment), List.of(new Shout(version)));
    }

    private static final class Shout implements ColumnFunction {
        @Override
        public String name() {
            return "test.shout";
        }

        private final String version;

        private Shout(String version) {
            this.version = version;
        }

        @Override
        public String version() {
            return version;
        }

        @Override
        public String description() {
            return "Writes a text in capitals.";
        }

        @Override
        public Signature signature() {
            return Signature.of(
                    ValueType.TEXT,
                    Parameter.required("text", ValueType.TEXT, "what to shout"),
                    Parameter.withDefault("mark", ValueType.TEXT, "", "what it ends with"));
        }

        @Override
        public List<Outcome> compute(List<Arguments> rows) {
            return rows.stream()
                    .map(r -> Outcome.value(r.text("text").toUpperCase(java.util.Locale.ROOT)
                            + r.text("mark")
                            + (version.equals("1") ? "" : version)))
                    .toList();
        }
    }
}

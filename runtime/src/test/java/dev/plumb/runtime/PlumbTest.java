package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.plumb.environment.Project;
import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlumbTest {
    private static final String SPEC = """
            dir: library
            types:
              status: {enum: [draft, published]}
            tables:
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  title: text not null
                  status: status not null default 'draft'
                primary_key: [id]
                checks: {documents_title_length: length(title) < 500}
                indexes:
                  documents_title_idx: [title]
            views:
              drafts: select id, title from documents where status = 'draft'
            """;

    private final TestDatabase database = TestPostgres.latest().newDatabase();

    @TempDir
    Path root;

    @BeforeEach
    void makeItAProject() {
        write("plumb.yaml", "project: library\nenvironments:\n  dev: {database: \"" + database.url() + "\"}\n");
        write("schema/library.yaml", SPEC);
    }

    @Test
    void theFirstApplyMakesTheSchemaAndTheSecondFindsNothingToDo() {
        apply(Approval.SAFE_ONLY);
        execute("insert into dev_library.documents (title) values ('one')");

        assertThat(query("select title from dev_library.drafts")).containsExactly("one");
        assertThat(plan().plan().isEmpty()).isTrue();
        assertThat(apply(Approval.SAFE_ONLY).run()).isEmpty();
    }

    @Test
    void withoutAChangeNoFileIsParsed() {
        apply(Approval.SAFE_ONLY);
        // Whoever plans asks for it.
        execute("alter table plumb.managed drop column spec_fingerprint");

        assertThat(plan().plan().isEmpty()).isTrue();
    }

    @Test
    void withoutAChangeNeitherLiquibaseNorGitNorTheReadersOfSpecsAreLoaded() throws Exception {
        apply(Approval.SAFE_ONLY);
        Path classes = root.resolve("classes.log");
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlanInChild.class.getName(),
                        root.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(child.waitFor()).isZero();
        assertThat(Files.readString(classes))
                .contains("dev.plumb.runtime.ledger.Ledger")
                .doesNotContain(
                        " liquibase.",
                        " org.eclipse.jgit.",
                        " com.fasterxml.",
                        " dev.plumb.dsl.yaml.",
                        " dev.plumb.plan.planning.",
                        " dev.plumb.runtime.canonical.Canonicalizer");
    }

    @Test
    void aTouchedFileThatMeansTheSameIsComparedOnceAndThenRemembered() {
        apply(Approval.SAFE_ONLY);
        write("schema/library.yaml", "# the same\n" + SPEC);
        assertThat(plan().foundation()).isPresent();
        assertThat(apply(Approval.SAFE_ONLY).run()).isEmpty();

        assertThat(plan().foundation()).isEmpty();
    }

    @Test
    void everythingDeclaredIsManagedDownToItsParts() {
        apply(Approval.SAFE_ONLY);

        assertThat(query("""
                        select kind || ' ' || concat_ws('/', directory, object, part) from plumb.managed order by 1"""))
                .containsExactly(
                        "check constraint library/documents/documents_title_length",
                        "column library/documents/id",
                        "column library/documents/status",
                        "column library/documents/title",
                        "directory library",
                        "enum library/status",
                        "index library/documents/documents_title_idx",
                        "primary key library/documents/documents_pkey",
                        "table library/documents",
                        "view library/drafts");
        assertThat(query("select 1 from plumb.managed where live_fingerprint is null"))
                .isEmpty();
    }

    @Test
    void aDestructiveChangeNeedsApprovalAndIsOtherwiseRefusedWithNothingApplied() {
        write("schema/library.yaml", SPEC.replace("title: text not null", "title: text not null\n      extra: text"));
        apply(Approval.SAFE_ONLY);
        write("schema/library.yaml", SPEC);

        assertThatThrownBy(() -> apply(Approval.SAFE_ONLY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("library/documents.extra")
                .hasMessageContaining("--allow ADDRESS");
        assertThat(query("select extra from dev_library.documents")).isEmpty();

        apply(new Approval(false, Set.of("library/documents.extra")));
        assertThat(plan().plan().isEmpty()).isTrue();
    }

    @Test
    void whatExistsAsDeclaredIsAdoptedAndWhatIsNotDeclaredIsLeftAlone() {
        apply(Approval.SAFE_ONLY);
        execute("drop schema plumb cascade; create table dev_library.theirs (id int)");

        PreparedPlan prepared = plan();
        assertThat(prepared.plan().isInPlumb()).isTrue();
        assertThat(prepared.plan().changes())
                .isNotEmpty()
                .extracting(Change::action)
                .containsOnly(Action.ADOPT);
        apply(Approval.SAFE_ONLY);

        assertThat(query("select count(*) from plumb.managed")).containsExactly("10");
        assertThat(status().plan().unmanaged()).extracting(Object::toString).containsExactly("library/theirs");
        assertThat(query("select 1 from pg_class where relname = 'theirs'")).hasSize(1);
    }

    @Test
    void aRenameKeepsTheDataAndWhatIsManaged() {
        apply(Approval.SAFE_ONLY);
        execute("insert into dev_library.documents (title) values ('one')");
        write(
                "schema/library.yaml",
                SPEC.replace("  documents:\n", "  papers:\n    renamed_from: documents\n")
                        .replace("title: text not null", "name: {type: text not null, renamed_from: title}")
                        .replace("length(title)", "length(name)")
                        .replace("[title]", "[name]")
                        .replace("select id, title from documents", "select id, name as title from papers"));

        apply(new Approval(true, Set.of()));

        assertThat(query("select name from dev_library.papers")).containsExactly("one");
        assertThat(query("select count(*) from plumb.managed where object = 'documents'"))
                .containsExactly("0");
        assertThat(query("select count(*) from plumb.managed where object = 'papers' and part = 'name'"))
                .containsExactly("1");
        assertThat(plan().plan().isEmpty()).isTrue();
    }

    @Test
    void aPlanIsRefusedOnceSomebodyChangedTheSchema() {
        apply(Approval.SAFE_ONLY);
        write("schema/library.yaml", SPEC.replace("title: text not null", "title: text not null\n      extra: text"));
        PreparedPlan early = plan();
        execute("alter table dev_library.documents add column theirs int; drop index dev_library.documents_title_idx");

        assertThatThrownBy(() -> apply(early))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("has changed since the plan was made, so nothing was applied: ")
                .hasMessageContaining("column library/documents.theirs is new")
                .hasMessageContaining("index library/documents.documents_title_idx is gone")
                .hasMessageContaining("look at a new plan");
    }

    @Test
    void anIndexBuildThatIsCutOffLeavesAnIndexThatTheNextApplyBuildsAnew() throws Exception {
        apply(Approval.SAFE_ONLY);
        execute("insert into dev_library.documents (title) values ('one')");
        write("schema/library.yaml", SPEC.replace("[title]", "[title]\n      documents_status_idx: [status]"));
        try (Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("update dev_library.documents set title = 'two'");
            CompletableFuture<Throwable> failure =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> apply(Approval.SAFE_ONLY)));
            String building = "from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
                    + " and query like 'create index concurrently%'";
            while (query("select pid " + building).isEmpty()) {
                query("select pg_sleep(0.05)");
            }
            query("select pg_terminate_backend(pid, 10000) " + building);
            assertThat(failure.get())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("terminating connection")
                    .hasMessageContaining("nothing was applied, but");
        }
        assertThat(
                        query(
                                "select indisvalid from pg_index where indexrelid = 'dev_library.documents_status_idx'::regclass"))
                .containsExactly("f");

        apply(Approval.SAFE_ONLY);

        assertThat(
                        query(
                                "select indisvalid from pg_index where indexrelid = 'dev_library.documents_status_idx'::regclass"))
                .containsExactly("t");
        assertThat(plan().plan().isEmpty()).isTrue();
    }

    @Test
    void anotherProjectCannotTakeTheSchemasOver() {
        apply(Approval.SAFE_ONLY);
        write("plumb.yaml", "project: other\nenvironments:\n  dev: {database: \"" + database.url() + "\"}\n");

        assertThatThrownBy(() -> apply(Approval.SAFE_ONLY))
                .isInstanceOf(WrongTargetException.class)
                .hasMessageContaining("this database is that of another project, library (environment dev)");
        try (Plumb plumb = open()) {
            plumb.adopt();
        }
        assertThatThrownBy(() -> apply(Approval.SAFE_ONLY))
                .isInstanceOf(WrongTargetException.class)
                .hasMessageContaining("dev_library")
                .hasMessageContaining("project library");
    }

    @Test
    void theStatusTellsWithoutALedgerAndAfterARun() {
        Status before = status();
        assertThat(before.isInPlumb()).isFalse();
        assertThat(before.ledgerVersion()).isZero();
        assertThat(query("select 1 from pg_namespace where nspname in ('plumb', 'dev_library')"))
                .isEmpty();
        apply(Approval.SAFE_ONLY);
        execute(
                "drop view dev_library.drafts;"
                        + " create view dev_library.drafts as select id, title from dev_library.documents where status = 'draft'");

        Status after = status();

        assertThat(after.isInPlumb()).isTrue();
        assertThat(after.recreated()).extracting(Object::toString).containsExactly("library/drafts");
        assertThat(after.lastRun().map(RunSummary::outcome)).contains(RunSummary.Outcome.SUCCEEDED);
        assertThat(after.applying()).isEmpty();
    }

    @Test
    void theRunKeepsThePlanTheSpecAndWhoRanIt() {
        apply(Approval.SAFE_ONLY);

        assertThat(query("select plan ->> 'format_version' from plumb.run")).hasSize(1);
        assertThat(query("select spec from plumb.run").get(0)).contains("dir: library", "documents_title_idx");
        assertThat(query("select os_user from plumb.run")).containsExactly(System.getProperty("user.name"));
        assertThat(query("select count(*) from plumb.step where state <> 'done'"))
                .containsExactly("0");
    }

    @Test
    void aRoleThatMayNotCreateAnythingIsToldWhichPrivilegeIsMissing() {
        execute("create role plumb_reader_" + database.name() + " login");
        String url = database.url().replace("postgres@", "plumb_reader_" + database.name() + "@");
        write("plumb.yaml", "project: library\nenvironments:\n  dev: {database: \"" + url + "\"}\n");

        assertThatThrownBy(this::plan)
                .hasMessageContaining("permission denied")
                .hasMessageContaining("grant the role the missing privilege");
    }

    private PreparedPlan plan() {
        try (Plumb plumb = open()) {
            return plumb.plan();
        }
    }

    private Status status() {
        try (Plumb plumb = open()) {
            return plumb.status();
        }
    }

    private ApplyResult apply(Approval approval) {
        try (Plumb plumb = open()) {
            return plumb.apply(plumb.plan(), approval, ApplyOptions.DEFAULT, ApplyListener.SILENT);
        }
    }

    private ApplyResult apply(PreparedPlan prepared) {
        try (Plumb plumb = open()) {
            return plumb.apply(prepared, Approval.SAFE_ONLY, ApplyOptions.DEFAULT, ApplyListener.SILENT);
        }
    }

    private Plumb open() {
        Project project = Project.open(root, Map.of());
        return Plumb.open(project, project.environment(Optional.of("dev")));
    }

    private void write(String path, String text) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.writeString(root.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String sql) {
        database.execute(sql);
    }

    private List<String> query(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot run: " + sql, e);
        }
    }
}

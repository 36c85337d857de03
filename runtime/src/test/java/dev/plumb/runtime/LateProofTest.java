package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.environment.Project;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.canonical.ProofException;
import dev.plumb.source.SpecException;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large first apply, which is proved by its own transaction. */
class LateProofTest {
    private static final int TABLES = 150;

    private final TestDatabase database = TestPostgres.latest().newDatabase();

    @TempDir
    Path root;

    @Test
    void aLargeFirstApplyIsProvedByItsOwnTransactionAndLeavesNothingToDo() throws IOException, SQLException {
        // PostgreSQL spells this check in another way each time that it reads it, until the third.
        write(tables("state: varchar(9)", "checks: {$name_state: \"state in ('new', 'old')\"}"));

        try (Plumb plumb = open()) {
            PreparedPlan prepared = plumb.planToApply();
            assertThat(prepared.foundation().orElseThrow().made().lateProof()).isPresent();
            plumb.apply(prepared, Approval.SAFE_ONLY, ApplyOptions.DEFAULT, ApplyListener.SILENT);

            assertThat(plumb.status().plan().changes()).isEmpty();
        }
        assertThat(query("select count(*) from plumb.step where state = 'done'"))
                .containsExactly(String.valueOf(3 * TABLES + 1));
        assertThat(query("select outcome from plumb.run")).containsExactly("succeeded");
    }

    @Test
    void aPlanThatSomebodyReadsFirstIsProvedBefore() throws IOException {
        write(tables("state: text", "checks: {$name_state: state <> ''}"));

        try (Plumb plumb = open()) {
            assertThat(plumb.plan().foundation().orElseThrow().made().lateProof())
                    .isEmpty();
        }
    }

    @Test
    void whatOnlyRealTablesRefuseIsToldByItsPlaceInTheSpecAndNothingIsApplied() throws IOException, SQLException {
        write(tables("state: text", "checks: {$name_state: state <> ''}") + """
                  wrong:
                    columns: {id: integer not null, other: text references t0(id)}
                    primary_key: [id]
                """);

        try (Plumb plumb = open()) {
            PreparedPlan prepared = plumb.planToApply();

            assertThatThrownBy(
                            () -> plumb.apply(prepared, Approval.SAFE_ONLY, ApplyOptions.DEFAULT, ApplyListener.SILENT))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("library.yaml")
                    .hasMessageContaining("wrong");
        }
        assertThat(query("select nspname from pg_namespace where nspname = 'dev_library'"))
                .isEmpty();
        assertThat(query("select outcome from plumb.run")).containsExactly("failed");
        assertThat(query("select error from plumb.run").get(0)).contains("library/wrong");
    }

    @Test
    void aDatabaseThatAltersWhatIsCreatedIsFoundOutBeforeTheCommit() throws IOException, SQLException {
        write(tables("state: text", "checks: {$name_state: state <> ''}"));
        execute("""
                create function meddle() returns event_trigger language plpgsql as $$
                declare made text := (select object_identity from pg_event_trigger_ddl_commands()
                  where object_identity = 'dev_library.t7');
                begin
                  if made is not null then execute 'alter table ' || made || ' add column extra integer'; end if;
                end $$""");
        execute("create event trigger meddle on ddl_command_end when tag in ('CREATE TABLE')"
                + " execute function meddle()");

        try (Plumb plumb = open()) {
            PreparedPlan prepared = plumb.planToApply();

            assertThatThrownBy(
                            () -> plumb.apply(prepared, Approval.SAFE_ONLY, ApplyOptions.DEFAULT, ApplyListener.SILENT))
                    .isInstanceOf(ProofException.class)
                    .hasMessageContaining("column library/t7.extra")
                    .hasMessageContaining("nothing was applied");
        }
        assertThat(query("select nspname from pg_namespace where nspname = 'dev_library'"))
                .isEmpty();
    }

    private static String tables(String column, String checks) {
        StringBuilder yaml = new StringBuilder("dir: library\ntables:\n");
        for (int i = 0; i < TABLES; i++) {
            yaml.append("""
                      $name:
                        comment: One of many
                        columns: {id: integer not null, COLUMN}
                        primary_key: [id]
                        CHECKS
                        indexes: {$name_idx: [id, state]}
                    """.replace("COLUMN", column).replace("CHECKS", checks).replace("$name", "t" + i));
        }
        return yaml.toString();
    }

    private void write(String spec) throws IOException {
        Files.writeString(
                root.resolve("plumb.yaml"),
                "project: library\nenvironments:\n  dev: {database: \"" + database.url() + "\"}\n");
        Files.createDirectories(root.resolve("schema"));
        Files.writeString(root.resolve("schema/library.yaml"), spec);
    }

    private Plumb open() {
        Project project = Project.open(root, Map.of());
        return Plumb.open(project, project.environment(Optional.of("dev")));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}

package dev.plumb.runtime.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Plan;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.schema.DirectoryPath;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocksTest {
    private static final String BEFORE = """
            dir: library
            tables:
              pages:
                columns: {id: bigint, title: varchar(10) not null default 'a', user_id: bigint references public.users}
                primary_key: [id]
                checks: {pages_title: "title in ('a', 'b')"}
              notes:
                columns: {id: bigint, page_id: bigint references pages(id)}
                indexes: {notes_page: [page_id]}
            views:
              all_pages: select p.id, p.title, e.id as event from pages p left join events e using (id)
            """;

    private static final String AFTER = BEFORE.replace("title: varchar(10)", "title: varchar(20)")
            .replace("notes:", "remarks:\n    renamed_from: notes")
            .replace("p.title, e.id as event", "p.title, e.id as event, p.user_id");

    /** Every lock but ACCESS SHARE conflicts with EXCLUSIVE, and would wait for it. */
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aPlanIsMadeAndProvedWithoutALockAboveAccessShare(int major) throws SQLException {
        try (Project project = new Project(major);
                Connection other = project.database().server().connect();
                Statement locking = other.createStatement()) {
            prepare(project);
            other.setAutoCommit(false);
            locking.execute("lock table dev_library.pages, dev_library.notes, dev_library.events, public.users"
                    + " in exclusive mode");
            project.database().execute("set lock_timeout = '1s'");

            Plan plan = project.plan(AFTER).plan();

            assertThat(plan.steps()).isNotEmpty();
            assertThat(plan.blockers()).isEmpty();
        }
    }

    /** Once the live state has been read, what is declared is not even looked at there. */
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void canonicalFormAndProofWaitForNobody(int major) throws SQLException {
        try (Project project = new Project(major);
                Connection other = project.database().server().connect();
                Statement locking = other.createStatement()) {
            prepare(project);
            Map<DirectoryPath, String> schemas = Map.of(DirectoryPath.of("library"), "dev_library");
            CatalogState live = project.database().read(schemas);
            other.setAutoCommit(false);
            locking.execute("lock table dev_library.pages, dev_library.notes in access exclusive mode");
            project.database().execute("set lock_timeout = '1s'");

            MadePlan made = new PlanMaker(
                            project.database().connection(), new Target("dev", "dev_", project.managed(), Set.of()))
                    .make(Database.spec(AFTER), live);

            assertThat(made.plan().steps()).isNotEmpty();
        }
    }

    @Test
    void aKilledConnectionLeavesNothingBehind() throws SQLException {
        try (Database database = new Database(18);
                Connection other = database.server().connect();
                Statement killing = other.createStatement()) {
            String backend = database.query("select pg_backend_pid()").get(0);
            assertThatThrownBy(() -> {
                        try (Scratch scratch = Scratch.open(database.connection(), Set.of("library"), Set.of())) {
                            killing.execute("select pg_terminate_backend(" + backend + ", 10000)");
                            scratch.execute(List.of("select 1"));
                        }
                    })
                    .isInstanceOf(SQLException.class);
            try (ResultSet rows =
                    killing.executeQuery("select count(*) from pg_namespace where nspname like 'plumb%'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isZero();
            }
        }
    }

    @Test
    void aRoleThatMayNotCreateSchemasIsToldWhichPrivilegeItLacks() throws SQLException {
        try (Database database = new Database(18)) {
            database.execute("create role reader_only");
            database.execute("set role reader_only");

            assertThatThrownBy(() -> database.canonicalize(Database.spec("{dir: a, views: {v: select 1 as x}}")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("permission denied for database")
                    .hasMessageContaining("needs the privilege CREATE on the database");
            assertThat(database.connection().getAutoCommit()).isTrue();
            database.execute("reset role");
            database.execute("drop role reader_only");
        }
    }

    private static void prepare(Project project) throws SQLException {
        project.database().execute("create schema dev_library");
        project.database().execute("create table dev_library.events (id bigint) partition by hash (id)");
        project.database().execute("create table public.users (id bigint primary key)");
        project.apply(BEFORE);
    }
}

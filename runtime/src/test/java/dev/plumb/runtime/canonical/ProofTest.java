package dev.plumb.runtime.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Action;
import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Change;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.source.SpecException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTest {
    private static final Map<DirectoryPath, String> SCHEMAS = Map.of(DirectoryPath.of("library"), "dev_library");

    private static final String PAGES = """
            dir: library
            tables:
              pages:
                columns: {id: bigint, title: text not null}
                primary_key: [id]
            """;

    @Test
    void aPlanThatForgetsSomethingIsCalledABug() throws SQLException {
        try (Project project = new Project(18)) {
            project.apply(PAGES);
            CatalogState live = project.database().read(SCHEMAS);
            CanonicalSchema desired =
                    project.database().canonicalize(Database.spec(PAGES.replace("title: text", "title: varchar(9)")));
            Plan complete = project.plan(PAGES.replace("title: text", "title: varchar(9)"))
                    .plan();
            Environment environment = new Environment(project.database().connection(), SCHEMAS);

            assertThatThrownBy(() -> new Proof(environment, live, live, desired, without(complete, complete.changes()))
                            .check(names -> without(complete, complete.changes()), Map.of()))
                    .isInstanceOf(ProofException.class)
                    .hasMessageContaining("this is a bug of Plumb")
                    .hasMessageContaining(
                            "column library/pages.title\n  expected: Column[name=title, type=character varying(9)")
                    .hasMessageContaining("found:    Column[name=title, type=text");
        }
    }

    @Test
    void aStatementThatTheServerRefusesIsShownInTheNamesOfThePlan() throws SQLException {
        try (Project project = new Project(18)) {
            project.apply(PAGES);
            CatalogState live = project.database().read(SCHEMAS);
            CanonicalSchema desired = project.database().canonicalize(Database.spec(PAGES));
            Plan plan = project.plan(PAGES.replace("title: text", "title: varchar(9)"))
                    .plan();
            Plan broken = new Plan(
                    plan.environment(),
                    plan.changes(),
                    plan.steps().stream()
                            .map(s -> new Step(
                                    s.ordinal(),
                                    s.addresses(),
                                    "alter table nowhere drop column x",
                                    s.transaction(),
                                    s.mode(),
                                    Optional.empty(),
                                    s.locks()))
                            .toList(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
            Environment environment = new Environment(project.database().connection(), SCHEMAS);

            assertThatThrownBy(() -> new Proof(environment, live, live, desired, plan).check(names -> broken, Map.of()))
                    .isInstanceOf(ProofException.class)
                    .hasMessageContaining("relation \"nowhere\" does not exist")
                    .hasMessageContaining("at library/pages.title");
        }
    }

    @Test
    void aKeyThatTheServerCannotAcceptIsAFaultOfTheSpec() throws SQLException {
        try (Project project = new Project(18)) {
            assertThatThrownBy(() -> project.plan(PAGES + """
                              notes:
                                columns: {page: text references pages(id)}
                              marks:
                                columns: {page: text references pages(title)}
                            """))
                    .isInstanceOf(SpecException.class)
                    .hasMessageStartingWith("schema/test.yaml:");
            BrokenSpecTest.assertNothingIsLeft(project.database());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aRecreatedViewComesBackWithEverythingThatWasGivenToIt(int major) throws SQLException {
        try (Project project = new Project(major)) {
            String yaml = PAGES + """
                    views:
                      titles: select id, title from pages
                      title_ids: {query: "select id from titles", options: {security_barrier: true}}
                    """;
            project.apply(yaml);
            Database database = project.database();
            String role = "reader_" + major;
            database.execute("drop role if exists " + role);
            database.execute("create role " + role);
            database.execute("grant select, update on dev_library.titles to " + role);
            database.execute("grant select (id) on dev_library.title_ids to public");
            database.execute("comment on column dev_library.titles.title is 'what it''s called'");
            database.execute("alter view dev_library.title_ids owner to " + role);
            database.execute("create rule quiet as on insert to dev_library.titles do instead nothing");
            Object before = database.read(SCHEMAS).attachments();

            Plan plan = project.apply(yaml.replace("title: text", "title: varchar(9)"));

            assertThat(plan.changes().stream()
                            .filter(c -> c.action() == Action.RECREATE)
                            .map(Change::address))
                    .extracting(Object::toString)
                    .contains("library/titles", "library/title_ids");
            assertThat(database.read(SCHEMAS).attachments()).isEqualTo(before);
            database.execute("drop owned by " + role);
            database.execute("drop role " + role);
        }
    }

    private static Plan without(Plan plan, List<Change> changes) {
        return new Plan(
                plan.environment(), changes, List.of(), List.of(), plan.unmanaged(), plan.uncovered(), plan.notes());
    }
}

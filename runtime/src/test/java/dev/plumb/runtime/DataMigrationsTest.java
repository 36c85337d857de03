package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanText;
import dev.plumb.plan.render.Style;
import dev.plumb.runtime.failure.PartialException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.source.SpecException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of SQL that an environment runs once, in their places among the changes. */
class DataMigrationsTest {
    private static final String DOCUMENTS = """
            dir: library
            tables:
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  title: text
                primary_key: [id]
            """;

    @TempDir
    Path root;

    private LiveProject project;

    @BeforeEach
    void start() {
        project = LiveProject.on(18, root).declare(DOCUMENTS);
    }

    @Test
    void runOnceAfterWhatTheyNeedIsThere() {
        data("1.sql", "insert into library.documents (title) values ('first')");
        data("2.sql", "insert into library.documents (title) select title || ', again' from library.documents");

        assertThat(project.plan().plan().dataFiles())
                .extracting(Step.DataFile::path)
                .containsExactly("migrations/data/1.sql", "migrations/data/2.sql");
        project.apply();
        assertThat(project.values("title")).containsExactly("first", "first, again");

        assertThat(project.plan().plan().isEmpty()).isTrue();
        assertThat(project.differences()).isEmpty();
        project.apply();
        assertThat(project.values("title")).containsExactly("first", "first, again");
        assertThat(project.query("select file || ' ' || outcome from plumb.data_migration order by 1"))
                .containsExactly("migrations/data/1.sql at the end", "migrations/data/2.sql at the end");
    }

    @Test
    void aNewFileIsAllThatIsToBeDone() {
        project.apply();
        data("1.sql", "insert into library.documents (title) values ('first');");

        Plan plan = project.plan().plan();
        assertThat(plan.isInPlumb()).isFalse();
        assertThat(text(plan)).isEqualTo("""
                dev: 1 to run once

                Data, run once:
                  migrations/data/1.sql, at the end

                Effects: %s
                """.formatted(plan.effects().digest().substring(0, 12)));
        project.apply();
        assertThat(project.values("title")).containsExactly("first");
    }

    @Test
    void rowsArePreparedBeforeAColumnMayNotBeNull() {
        project.apply();
        project.execute("insert into dev_library.documents (title) values ('a'), (null)");
        project.declare(DOCUMENTS.replace("title: text", "title: text not null\n      year: integer"));
        data(
                "1.sql",
                "-- before: library/documents.title\nupdate library.documents set title = '?' where title is null");

        project.apply();
        assertThat(project.values("title")).containsExactly("a", "?");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void whatIsDroppedIsCopiedBefore() {
        project.apply();
        project.execute("insert into dev_library.documents (title) values ('a')");
        project.declare(DOCUMENTS.replace("title: text", "name: text"));
        data("1.sql", "-- after: library/documents.name\nupdate library.documents set name = upper(title)");

        project.apply();
        assertThat(project.values("name")).containsExactly("A");
    }

    @Test
    void whereThereIsNothingToPrepareTheyAreOnRecordAndNotRun() {
        data("1.sql", "-- before: library/documents.code\nupdate library.documents set title = code");

        assertThat(project.plan().plan().dataFiles())
                .extracting(Step.DataFile::when)
                .containsExactly("not run: library/documents.code is not there");
        project.apply();
        assertThat(project.query("select outcome from plumb.data_migration"))
                .containsExactly("not run: library/documents.code is not there");
    }

    @Test
    void oneThatFailsLeavesNothingOfItselfAndRunsAgain() {
        data("1.sql", "insert into library.documents (title) values ('a'); select 1 / 0");
        assertThatThrownBy(project::apply)
                .isInstanceOf(PartialException.class)
                .hasMessageContaining("division by zero");
        assertThat(project.values("title")).isEmpty();

        data("1.sql", "insert into library.documents (title) values ('b')");
        project.apply();
        assertThat(project.values("title")).containsExactly("b");
    }

    @Test
    void oneThatWasChangedAfterItRanIsAProblem() {
        data("1.sql", "insert into library.documents (title) values ('a')");
        project.apply();
        data("1.sql", "insert into library.documents (title) values ('b')");

        assertThatThrownBy(project::plan)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("migrations/data/1.sql was changed after it ran on ")
                .hasMessageContaining("put it back as it was, and write what is still to be done into another file");
    }

    @Test
    void whatFunctionsComputeFromTheirRowsIsThereAtTheEnd() {
        project = project.with(new Letters());
        project.declare(DOCUMENTS + """
                    computed:
                      letters: {type: "real[]", function: test.letters, args: {text: title}}
                      size: {type: integer, sql: length(title)}
                """);
        data("1.sql", "insert into library.documents (title) values ('abba')");

        ApplyResult applied = project.apply();
        assertThat(applied.worked())
                .hasValueSatisfying(w -> assertThat(w.rows()).isEqualTo(1));
        assertThat(project.query("select size || ' ' || (letters is not null) from dev_library.documents"))
                .containsExactly("4 true");
    }

    @Test
    void whoPlannedBeforeSomebodyElseRanThemRunsThemNotAgain() {
        project.apply();
        data("1.sql", "insert into library.documents (title) values ('a')");
        PreparedPlan late = project.plan();
        project.apply();

        assertThatThrownBy(() -> project.apply(late)).isInstanceOf(StalePlanException.class);
        assertThat(project.values("title")).containsExactly("a");
    }

    @Test
    void theyAreAPartOfTheEffects() {
        project.apply();
        data("1.sql", "insert into library.documents (title) values ('a')");
        String one = project.plan().plan().effects().digest();
        data("1.sql", "insert into library.documents (title) values ('b')");
        assertThat(project.plan().plan().effects().digest()).isNotEqualTo(one);
    }

    private static String text(Plan plan) {
        return PlanText.render(PlanDocument.of(plan), Style.PLAIN, Optional.empty());
    }

    private void data(String name, String sql) {
        project.file("migrations/data/" + name, sql);
    }
}

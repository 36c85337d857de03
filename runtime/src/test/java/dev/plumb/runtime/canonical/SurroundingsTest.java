package dev.plumb.runtime.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.View;
import dev.plumb.source.SpecException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stand-ins use of the environment beside what is declared. */
class SurroundingsTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void functionsAndTablesThatTheModelDoesNotCoverAreFoundWhereTheyAre(int major) throws SQLException {
        try (Project project = new Project(major)) {
            Database database = project.database();
            database.execute("create schema dev_library");
            database.execute(
                    "create function dev_library.slug(text) returns text immutable language sql as 'select $1'");
            database.execute("create table dev_library.events (id bigint, at date) partition by range (at)");
            database.execute("create table public.users (id bigint primary key)");
            database.execute("create extension citext");
            database.execute("create schema ext");
            database.execute("create extension hstore schema ext");
            String yaml = """
                    dir: library
                    tables:
                      pages:
                        columns:
                          id: bigint
                          name: citext not null default slug('A')
                          tags: hstore
                          user_id: bigint references public.users(id)
                          key: {type: text, generated: library.slug(name::text)}
                        checks: {pages_name: "library.slug(name::text) <> slug('')"}
                        indexes: {pages_tags: {using: gin, on: [tags]}}
                    views:
                      latest: select e.id, p.key from events e join library.pages p using (id)
                    """;

            project.apply(yaml);

            assertThat(project.plan(yaml).plan().changes()).isEmpty();
            assertThat(query(project.plan(yaml).desired(), "latest")).contains("FROM (library.events e");
            BrokenSpecTest.assertNothingIsLeft(database);
        }
    }

    /** Nothing that is declared is ever looked for in the environment, whatever the order of creation. */
    @Test
    void aViewMeansTheDeclaredViewAndNotTheLiveOneOfThatName() throws SQLException {
        try (Project project = new Project(18)) {
            String before = """
                    dir: library
                    views:
                      b: select 1 as x
                      a: select x from b
                    """;
            project.apply(before);
            String after = before.replace("select 1 as x", "select 2 as x, 'new' as y")
                    .replace("select x from b", "select x, y from b");

            project.apply(after);

            assertThat(project.database().query("select y from dev_library.a")).containsExactly("new");
            assertThat(project.plan(after).plan().changes()).isEmpty();
        }
    }

    @Test
    void aSpecDoesNotNameTheSchemaOfOneEnvironment() throws SQLException {
        try (Project project = new Project(18)) {
            project.apply("{dir: library, tables: {t: {columns: {id: integer}}}}");

            assertThatThrownBy(() -> project.plan("""
                            dir: library
                            tables: {t: {columns: {id: integer}}}
                            views: {v: select id from dev_library.t}
                            """))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("schema/test.yaml:3:9: view library/v: it names the schema of one environment to reach"
                            + " library/t; write library.t");
        }
    }

    @Test
    void whatIsNoLongerDeclaredIsNotThereForOthers() throws SQLException {
        try (Project project = new Project(18)) {
            project.apply("{dir: library, tables: {t: {columns: {id: integer}}}}");

            assertThatThrownBy(() -> project.plan("{dir: library, views: {v: select id from t}}"))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("schema/test.yaml:1:24: view library/v: it needs table library/t, which is no longer"
                            + " declared; declare it again, or do without it");
        }
    }

    private static String query(Schema schema, String view) {
        return schema.directory(DirectoryPath.of("library"))
                .orElseThrow()
                .objects(View.class)
                .filter(v -> v.name().equals(view))
                .map(View::query)
                .findFirst()
                .orElse(List.of().toString());
    }
}

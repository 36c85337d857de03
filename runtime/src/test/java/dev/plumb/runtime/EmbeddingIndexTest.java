package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingIndexTest {
    private static final String PLAIN = """
            dir: library
            tables:
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  body: text
                primary_key: [id]
            """;

    private static final String INDEX = "alike: {embedding: body, function: test.letters, metric: l2, dimensions: 3}";

    private static final String IDS = "select id from dev_library.alike_search('{1,0,0}', 3)";

    @TempDir
    Path root;

    private final Letters letters = new Letters();
    private LiveProject project;

    @BeforeEach
    void start() {
        start(18);
    }

    private void start(int major) {
        project = LiveProject.on(major, root).with(letters).declare(PLAIN);
        project.apply();
        project.execute("insert into dev_library.documents (body) values ('a'), ('aab'), (null), ('ccc'), ('b')");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 18})
    void sqlFindsTheNearestRowsByAFunction(int major) {
        start(major);
        index(INDEX);
        project.apply();

        assertThat(project.query("select id || ' ' || round(distance::numeric, 3)"
                        + " from dev_library.alike_search('{1,0,0}', 3)"))
                .containsExactly("1 0.000", "2 1.414", "5 1.414");
        assertThat(project.query("select d.body from dev_library.alike_search(query => '{0,0,3}', max_rows => 1) s"
                        + " join dev_library.documents d using (id)"))
                .containsExactly("ccc");
        assertThat(project.differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cosine, '{2,1,0}', '2 0, 1 0.106, 5 0.553, 4 1'",
        "l2, '{2,1,0}', '2 0, 1 1.414, 5 2, 4 3.742'",
        "ip, '{2,1,0}', '2 -5, 1 -2, 5 -1, 4 0'"
    })
    void theDistanceIsThatOfTheMetric(String metric, String query, String expected) {
        index(INDEX.replace("l2", metric));
        project.apply();

        assertThat(String.join(
                        ", ",
                        project.query("select id || ' ' || trim_scale(round(distance::numeric, 3))"
                                + " from dev_library.alike_search('" + query + "')")))
                .isEqualTo(expected);
    }

    @Test
    void aVectorOfAnotherLengthIsAnErrorAndNoVectorFindsNothing() {
        index(INDEX);
        project.apply();

        assertThatThrownBy(() -> project.query("select * from dev_library.alike_search('{1,2}')"))
                .rootCause()
                .hasMessageContaining("alike_search takes a vector of 3 numbers, and not one of this many: 2");
        assertThat(project.query("select id from dev_library.alike_search(null)"))
                .isEmpty();
        assertThat(project.query("select id from dev_library.alike_search('{1,0,0}', null)"))
                .hasSize(4);
    }

    @Test
    void theFunctionRunsWithTheRightsOfItsCallerAndWhateverTheSearchPath() {
        index(INDEX);
        project.apply();
        project.execute("""
                create role plumb_reader_%1$s;
                grant usage on schema dev_library to plumb_reader_%1$s;
                create schema evil;
                create function evil.unnest(real[]) returns setof real language sql as 'select 9::real';
                grant usage on schema evil to plumb_reader_%1$s;
                """.formatted(project.database().name()));
        String as = "set search_path = evil, pg_catalog; set role plumb_reader_"
                + project.database().name() + "; ";

        assertThatThrownBy(() -> project.execute(as + IDS)).rootCause().hasMessageContaining("permission denied");
        project.execute("grant select on dev_library.documents to plumb_reader_"
                + project.database().name());
        project.execute(as + IDS);
        assertThat(project.query("select concat_ws(' ', prosecdef, provolatile, proparallel) from pg_proc"
                        + " where proname = 'alike_search'"))
                .containsExactly("f s s");
        project.execute("drop owned by plumb_reader_%1$s; drop role plumb_reader_%1$s"
                .formatted(project.database().name()));
    }

    @Test
    void columnsOfTheKeyKeepTheirNamesAndTheRestMakesWay() {
        project.declare("""
                dir: library
                tables:
                  "Notes":
                    columns: {query: text not null, distance: integer not null, "max_rows": uuid, "the body": text}
                    primary_key: [query, distance]
                    indexes:
                      "Like it": {embedding: "the body", function: test.letters, metric: l2, dimensions: 3}
                """);
        project.apply();
        project.execute("insert into dev_library.\"Notes\" values ('q', 7, null, 'abc')");
        project.work();

        assertThat(project.query("select query || distance || ' ' || distance_"
                        + " from dev_library.\"Like it_search\"(query_ => '{1,1,1}', max_rows => 2)"))
                .containsExactly("q7 0");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void aRowThatCannotBeEmbeddedIsAnErrorOfThatRow() {
        project.execute("insert into dev_library.documents (body) values ('oh!')");
        index(INDEX);
        project.apply();

        assertThat(project.query("select e.key::text || ' ' || error_type from plumb.cell_error e"))
                .containsExactly("[6] Shouting");
        assertThat(project.query(IDS)).containsExactly("1", "2", "5");
    }

    @Test
    void anotherMetricComparesTheSameVectors() {
        index(INDEX);
        project.apply();
        int calls = letters.calls();

        index(INDEX.replace("l2", "ip"));
        Plan plan = plan();
        assertThat(plan.destructive()).isEmpty();
        assertThat(plan.changes()).singleElement().satisfies(c -> assertThat(c.details())
                .containsExactly("embedding index: l2, 3 dimensions -> ip, 3 dimensions"));
        project.apply();
        assertThat(project.query("select round(distance) from dev_library.alike_search('{0,0,1}', 1)"))
                .containsExactly("-3");
        assertThat(letters.calls()).isEqualTo(calls);
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void otherDimensionsNeedOtherVectors() {
        index(INDEX);
        project.apply();

        index(INDEX.replace("dimensions: 3", "dimensions: 4, args: {letters: {value: abcd}}"));
        assertThat(plan().destructive()).hasSize(1);
        project.apply();
        project.execute("insert into dev_library.documents (body) values ('dd')");
        project.work();
        assertThat(project.query("select id from dev_library.alike_search('{0,0,0,2}', 1)"))
                .containsExactly("6");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void whatIsRenamedIsStillFound() {
        index(INDEX);
        project.apply();

        project.declare("""
                dir: books
                renamed_from: library
                tables:
                  papers:
                    renamed_from: documents
                    columns:
                      number: {type: bigint, identity: always, renamed_from: id}
                      content: {type: text, renamed_from: body}
                    primary_key: [number]
                    indexes:
                      near: {embedding: content, function: test.letters, metric: l2, dimensions: 3, renamed_from: alike}
                """);
        int calls = letters.calls();
        assertThat(plan().destructive()).isEmpty();
        project.apply();

        assertThat(project.query("select number from dev_books.near_search('{1,0,0}', 1)"))
                .containsExactly("1");
        assertThat(project.query("select count(*) from pg_proc where proname = 'alike_search'"))
                .containsExactly("0");
        assertThat(letters.calls()).isEqualTo(calls);
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void theFunctionGoesWithTheIndex() {
        index(INDEX);
        project.apply();
        project.declare(PLAIN);
        project.apply();

        assertThat(project.query("select count(*) from pg_proc where proname = 'alike_search'"))
                .containsExactly("0");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void aFunctionOfTheUsersOwnIsNotTakenAway() {
        project.execute(
                        "create function dev_library.alike_search(real[], integer) returns text language sql as 'select 1'")
                .execute("create function dev_library.alike_search(text) returns text language sql as 'select 1'");
        index(INDEX);

        Plan plan = plan();
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.blockers())
                .hasSize(2)
                .allSatisfy(b -> assertThat(b.location()).isPresent())
                .first()
                .satisfies(b -> assertThat(b.message())
                        .isEqualTo("the function that searches it is to be called alike_search, and there is a function"
                                + " library/\"alike_search(real[], integer)\" that is not Plumb's"));

        project.execute("drop function dev_library.alike_search(real[], integer)")
                .execute("drop function dev_library.alike_search(text)");
        project.apply();
        assertThat(plan().uncovered()).isEmpty();
    }

    @Test
    void aFunctionThatSomebodyDroppedComesBackAloneAndGrantsStay() {
        index(INDEX);
        project.apply();
        project.execute("drop function dev_library.alike_search");
        int calls = letters.calls();

        assertThat(plan().destructive()).isEmpty();
        assertThat(plan().changes()).singleElement().satisfies(c -> assertThat(c.details())
                .containsExactly("embedding index: none that can be searched -> l2, 3 dimensions"));
        project.apply();
        assertThat(project.query(IDS)).containsExactly("1", "2", "5");
        assertThat(letters.calls()).isEqualTo(calls);

        project.execute("revoke execute on function dev_library.alike_search from public");
        index(INDEX, "long: {type: integer, sql: length(body)}");
        project.apply();
        assertThat(project.query("select proacl is not null from pg_proc where proname = 'alike_search'"))
                .containsExactly("t");
    }

    @Test
    void inspectingWritesItAsItWasDeclared() {
        index("alike: {embedding: body, function: test.letters, args: {letters: {value: abcd}}, metric: ip,"
                + " dimensions: 4, comment: Of like letters}");
        project.apply();

        String inspected = project.inspected();
        assertThat(inspected)
                .contains("alike:", "embedding: body", "metric: ip", "dimensions: 4", "letters: {value: abcd}")
                .contains("comment: Of like letters")
                .doesNotContain("computed:", "real[]");
        project.declare(inspected);
        assertThat(plan().changes()).isEmpty();
    }

    @Test
    void theAddedIndexIsShownWhereItStands() {
        index(INDEX);
        assertThat(plan().changes()).singleElement().satisfies(c -> assertThat(c.location())
                .hasValueSatisfying(l -> assertThat(l.toString()).isEqualTo("schema/spec.yaml:9:7")));
    }

    private void index(String index, String... computed) {
        project.declare(PLAIN
                + (computed.length == 0 ? "" : "    computed:\n      " + String.join("\n      ", computed) + "\n")
                + "    indexes:\n      " + index + "\n");
    }

    private Plan plan() {
        return project.plan().plan();
    }
}

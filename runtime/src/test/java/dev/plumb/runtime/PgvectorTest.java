package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Plan;
import dev.plumb.testing.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Embedding indexes where pgvector is at hand. The servers that come with the build do not have it: {@code -Dplumb.test.pgvector=5432} names
 * the port of one that does, with a superuser {@code postgres} who needs no password.
 */
@EnabledIfSystemProperty(named = "plumb.test.pgvector", matches = "\\d+")
class PgvectorTest {
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

    private static final String TYPE = "select format_type(atttypid, atttypmod) from pg_attribute"
            + " where attrelid = 'dev_library.documents'::regclass and attname = 'alike'";

    private static final String INDEX_DEFINITION = "select replace(indexdef, 'public.', '') from pg_indexes"
            + " where schemaname = 'dev_library' and indexname = 'alike'";

    @TempDir
    Path root;

    private final Letters letters = new Letters();
    private LiveProject project;

    @BeforeEach
    void start() {
        project = LiveProject.on(
                        TestPostgres.at(Integer.getInteger("plumb.test.pgvector"))
                                .newDatabase(),
                        root)
                .with(letters)
                .declare(PLAIN);
        project.apply();
        project.execute("insert into dev_library.documents (body) values ('a'), ('aab'), (null), ('ccc'), ('b')");
    }

    @ParameterizedTest
    @CsvSource({
        "cosine, '{2,1,0}', '2 0, 1 0.106, 5 0.553, 4 1'",
        "l2, '{2,1,0}', '2 0, 1 1.414, 5 2, 4 3.742'",
        "ip, '{2,1,0}', '2 -5, 1 -2, 5 -1, 4 0'"
    })
    void vectorsAreKeptAndIndexedByTheExtension(String metric, String query, String expected) {
        project.execute("create extension vector");
        index(INDEX.replace("l2", metric));
        assertThat(plan().steps())
                .anyMatch(s ->
                        s.sql().contains("create index concurrently") && s.sql().contains("hnsw"));
        project.apply();

        assertThat(project.query(TYPE)).containsExactly("vector(3)");
        assertThat(project.query(INDEX_DEFINITION))
                .singleElement()
                .isEqualTo("CREATE INDEX alike ON dev_library.documents USING hnsw (alike vector_" + metric + "_ops)");
        assertThat(String.join(
                        ", ",
                        project.query("select id || ' ' || trim_scale(round(distance::numeric, 3))"
                                + " from dev_library.alike_search('" + query + "')")))
                .isEqualTo(expected);
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void theServerAnswersWithTheIndex() {
        project.execute("create extension vector")
                .execute("insert into dev_library.documents (body) select repeat('a', i % 17) || repeat('b', i % 13)"
                        + " || repeat('c', i % 11) from generate_series(1, 3000) i");
        index(INDEX);
        project.apply();
        project.execute("analyze dev_library.documents");

        assertThat(project.query("explain select d.body from dev_library.alike_search('{3,4,5}', 5) s"
                        + " join dev_library.documents d using (id)"))
                .anyMatch(line -> line.contains("Index Scan using alike"));
        assertThat(project.query("select round(distance) from dev_library.alike_search('{3,4,5}', 1)"))
                .containsExactly("0");
    }

    @Test
    void whatIsWrittenLaterAndWhatCannotBeEmbeddedIsAsOnAnyServer() {
        project.execute("create extension vector").execute("insert into dev_library.documents (body) values ('oh!')");
        index(INDEX);
        project.apply();
        project.execute("insert into dev_library.documents (body) values ('bb')")
                .execute("update dev_library.documents set body = 'cc' where id = 1");
        project.work();

        assertThat(project.query("select id from dev_library.alike_search('{0,0,2}', 1)"))
                .containsExactly("1");
        assertThat(project.query("select id from dev_library.alike_search('{0,2,0}', 1)"))
                .containsExactly("7");
        assertThat(project.query("select e.key::text || ' ' || error_type from plumb.cell_error e"))
                .containsExactly("[6] Shouting");
        assertThatThrownBy(() -> project.query("select * from dev_library.alike_search('{1,2}')"))
                .rootCause()
                .hasMessageContaining("expected 3 dimensions, not 2");
        assertThat(project.query("select id from dev_library.alike_search(null)"))
                .isEmpty();
    }

    @Test
    void anIndexThatIsThereStaysAnArrayWhenTheExtensionComes() {
        index(INDEX);
        project.apply();
        project.execute("create extension vector");

        assertThat(project.differences()).isEmpty();
        assertThat(plan().notes())
                .containsExactly(
                        "library/documents.alike keeps its vectors in arrays, though pgvector is installed now;"
                                + " to move it, declare it under another name");
        assertThat(project.query(TYPE)).containsExactly("real[]");

        index(INDEX.replace("alike", "like_it"));
        project.apply();
        assertThat(project.query(TYPE.replace("alike", "like_it"))).containsExactly("vector(3)");
        assertThat(project.query("select id from dev_library.like_it_search('{0,0,2}', 1)"))
                .containsExactly("4");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void anotherMetricBuildsTheIndexAnewAndKeepsTheVectors() {
        project.execute("create extension vector");
        index(INDEX);
        project.apply();
        int calls = letters.calls();

        index(INDEX.replace("l2", "ip"));
        project.apply();
        assertThat(project.query(INDEX_DEFINITION)).singleElement().asString().endsWith("(alike vector_ip_ops)");
        assertThat(project.query("select round(distance) from dev_library.alike_search('{0,0,1}', 1)"))
                .containsExactly("-3");
        assertThat(letters.calls()).isEqualTo(calls);
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void otherDimensionsAreFilledBesideWithTheirIndex() {
        project.execute("create extension vector");
        index(INDEX);
        project.apply();

        index(INDEX.replace("dimensions: 3", "dimensions: 4, args: {letters: {value: abcd}}"));
        assertThat(plan().destructive()).isNotEmpty();
        project.apply();
        assertThat(project.query(TYPE)).containsExactly("vector(4)");
        assertThat(project.query(INDEX_DEFINITION)).singleElement().asString().endsWith("(alike vector_l2_ops)");
        assertThat(project.query("select id from dev_library.alike_search('{0,0,3,0}', 1)"))
                .containsExactly("4");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void whatIsRenamedIsStillFoundAndWhatGoesIsGone() {
        project.execute("create schema tools; create extension vector schema tools");
        index(INDEX);
        project.apply();
        int calls = letters.calls();

        index(INDEX.replace("alike:", "near:").replace("3}", "3, renamed_from: alike}"));
        assertThat(plan().destructive()).isEmpty();
        project.apply();
        assertThat(project.query("select id from dev_library.near_search('{0,0,2}', 1)"))
                .containsExactly("4");
        assertThat(letters.calls()).isEqualTo(calls);
        assertThat(project.differences()).isEmpty();

        project.declare(PLAIN);
        project.apply();
        assertThat(project.query("select count(*) from pg_proc where proname like '%\\_search' and pronamespace ="
                        + " 'dev_library'::regnamespace"))
                .containsExactly("0");
        assertThat(project.query("select count(*) from pg_indexes where schemaname = 'dev_library'"))
                .containsExactly("1");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void inspectingWritesItAsItWasDeclared() {
        project.execute("create extension vector");
        index(INDEX);
        project.apply();

        String inspected = project.inspected();
        assertThat(inspected).contains("embedding: body").doesNotContain("vector", "hnsw");
        project.declare(inspected);
        assertThat(plan().changes()).isEmpty();
    }

    private void index(String index) {
        project.declare(PLAIN + "    indexes:\n      " + index + "\n");
    }

    private Plan plan() {
        return project.plan().plan();
    }
}

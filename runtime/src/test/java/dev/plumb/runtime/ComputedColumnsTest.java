package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputedColumnsTest {
    private static final String PLAIN = """
            dir: library
            tables:
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  title: text not null
                  body: text
                primary_key: [id]
            """;

    private static final String COMPUTED = PLAIN + """
                computed:
                  words: {type: integer, sql: "cardinality(regexp_split_to_array(body, '\\\\s+'))"}
                  long: {type: boolean, sql: words > 2}
            """;

    @TempDir
    Path root;

    private LiveProject project;

    @BeforeEach
    void start() {
        project = LiveProject.on(18, root).declare(PLAIN);
        project.apply();
        project.execute(
                "insert into dev_library.documents (title, body) values ('a', 'one two three'), ('b', 'four'), ('c', null)");
    }

    @Test
    void aNewColumnIsFilledForTheRowsThatAreThereAndKeptRightForAllOthers() {
        project.declare(COMPUTED).apply();

        assertThat(words()).containsExactly("a 3 t", "b 1 f", "c null null");
        assertThat(project.differences()).isEmpty();

        project.execute("insert into dev_library.documents (title, body) values ('d', 'x y z w')");
        project.execute("update dev_library.documents set body = 'p q' where title = 'a'");
        assertThat(words()).containsExactly("a 2 f", "b 1 f", "c null null", "d 4 t");
    }

    private java.util.List<String> words() {
        return project.query(
                "select concat_ws(' ', title, coalesce(words::text, 'null'), coalesce(long::text::char(1), 'null'))"
                        + " from dev_library.documents order by title");
    }
}

package dev.plumb.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnReferencesTest {
    @Test
    void aNameThatStandsWhereAColumnCanIsOne() {
        assertThat(columns("length(body) + \"Word Count\"")).containsExactlyInAnyOrder("body", "Word Count");
        assertThat(columns("documents.title || library.documents.body || Lower(Name)"))
                .containsExactlyInAnyOrder("title", "body", "name");
        assertThat(columns("case when a then b else c end")).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(columns("x is distinct from y and not z")).containsExactlyInAnyOrder("x", "y", "z");
        assertThat(columns("created_at at time zone tz")).containsExactlyInAnyOrder("created_at", "tz");
        assertThat(columns("tags[n]")).containsExactlyInAnyOrder("tags", "n");
    }

    @Test
    void functionsTypesQualifiersAndKeywordsAreNone() {
        assertThat(columns("title(body)")).containsExactly("body");
        assertThat(columns("body::title + cast(body as title)")).containsExactly("body");
        assertThat(columns("extract(year from at_time)")).containsExactly("at_time");
        assertThat(columns("other.title || date '2020-01-01' || interval '1' day"))
                .isEmpty();
        assertThat(columns("f(title => body) collate title")).containsExactly("body");
        assertThat(columns("body is not document")).containsExactly("body");
        assertThat(columns("body::timestamp with time zone")).containsExactly("body");
        assertThat(columns("'title' || $$body$$ /* name */ || current_date")).isEmpty();
    }

    @Test
    void theRowAsAWholeIsSeen() {
        assertThat(ColumnReferences.in("to_jsonb(documents.*)", "documents").star())
                .isTrue();
        assertThat(ColumnReferences.in("a * documents.b", "documents").star()).isFalse();
        assertThat(columns("to_jsonb(documents)")).containsExactly("documents");
    }

    private static Set<String> columns(String sql) {
        return ColumnReferences.in(sql, "documents").columns();
    }
}

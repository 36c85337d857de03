package dev.plumb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexesTest {
    private static final String TABLE = """
            create function norm(text) returns text immutable language sql as 'select lower($1)';
            create type status as enum ('a');
            create domain short as varchar(5);
            create table t (a int, b text, c varchar(9), d jsonb, e tsvector, f int[], g status, h short, "I j" text collate "C");
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a                                   | a
                    a desc                              | a DESC
                    a nulls first                       | a NULLS FIRST
                    a desc nulls last                   | a DESC NULLS LAST
                    lower(b)                            | lower(b)
                    (a + 1)                             | ((a + 1))
                    norm(b) desc                        | library.norm(b) DESC
                    b collate "C"                       | b COLLATE "C"
                    "I j"                               | "I j"
                    "I j" collate "POSIX" text_pattern_ops desc | "I j" COLLATE "POSIX" text_pattern_ops DESC
                    c                                   | c
                    c bpchar_ops                        | c bpchar_ops
                    c text_ops                          | c
                    c varchar_pattern_ops               | c varchar_pattern_ops
                    g                                   | g
                    h                                   | h
                    f                                   | f
                    translate(b, ', (', '"')            | translate(b, ', ('::text, '"'::text)
                    """)
    void anElementIsWrittenAsTheServerWouldWithoutDefaults(String written, String read) {
        Library library = Library.onLatest(TABLE + "create index on t (" + written + ", a)");

        assertThat(library.table("t").indexes()).singleElement().satisfies(i -> assertThat(i.elements())
                .containsExactly(read, "a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void everythingElseAboutAnIndexIsRead(int major) {
        Library library = Library.on(major, TABLE + """
                        create unique index i1 on t (a) include (b, c) with (fillfactor = 60) where g = 'a';
                        create index i2 on t using gin (d jsonb_path_ops, f) with (fastupdate = off);
                        create index i3 on t using gist (e tsvector_ops (siglen = 32));
                        create index i4 on t using brin (a int4_minmax_multi_ops (values_per_range = 16)) with (pages_per_range = 64);
                        create index i5 on t using hash (b);
                        comment on index i1 is 'first';
                        """);

        List<Index> indexes = library.table("t").indexes();
        assertThat(indexes)
                .extracting(Index::name, Index::method, Index::elements)
                .containsExactly(
                        tuple("i1", "btree", List.of("a")),
                        tuple("i2", "gin", List.of("d jsonb_path_ops", "f")),
                        tuple("i3", "gist", List.of("e tsvector_ops (siglen='32')")),
                        tuple("i4", "brin", List.of("a int4_minmax_multi_ops (values_per_range='16')")),
                        tuple("i5", "hash", List.of("b")));
        assertThat(indexes.get(0)).satisfies(i -> {
            assertThat(i.unique()).isTrue();
            assertThat(i.include()).containsExactly("b", "c");
            assertThat(i.storageParameters().values()).isEqualTo(Map.of("fillfactor", "60"));
            assertThat(i.where()).contains("(g = 'a'::library.status)");
            assertThat(i.valid()).isTrue();
            assertThat(i.comment()).contains("first");
        });
        assertThat(indexes.get(1).storageParameters().values()).isEqualTo(Map.of("fastupdate", "off"));
    }

    @Test
    void nullsNotDistinctAndIndexesOfMaterializedViewsAreRead() {
        Library library = Library.onLatest("""
                create materialized view m as select 1 as a;
                create unique index mi on m (a) nulls not distinct;
                """);

        assertThat(library.object(MaterializedView.class, "m").indexes())
                .extracting(Index::name, Index::nullsNotDistinct)
                .containsExactly(tuple("mi", true));
    }

    @Test
    void whatAFailedConcurrentBuildLeftBehindIsInvalid() {
        Library library = Library.onLatest("create table t (a int); insert into t values (1), (1)");
        assertThat(library.attempt("create unique index concurrently broken on t (a)"))
                .contains("could not create unique index");

        assertThat(library.table("t").indexes())
                .extracting(Index::name, Index::valid)
                .containsExactly(tuple("broken", false));
    }
}

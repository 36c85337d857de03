package dev.plumb.migration.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.DataMigration;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataMigrationReaderTest {
    private final List<Problem> problems = new ArrayList<>();

    @Test
    void withoutAWordAboutItAFileRunsAtTheEnd() {
        assertThat(read("-- after that all is well\nupdate a.t set x = 1").place())
                .isEqualTo(new DataMigration.AtTheEnd());
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "-- before: library/documents.title, before library/documents.title",
                "--after:library, after library",
                "-- after : library/raw/pages , after library/raw/pages",
                "-- Before: shop/\"Order Items\".\"it's \"\"a\"\" / b.c\", before shop/\"Order Items\".\"it's \"\"a\"\" / b.c\"",
            })
    void aCommentAtTheTopSaysWhereItRuns(String comment, String words) {
        assertThat(read("-- Copies what moves.\n\n" + comment + "\nselect 1")
                        .place()
                        .words())
                .isEqualTo(words);
    }

    @Test
    void twoPlacesAreAProblem() {
        read("-- before: library/documents\n-- after: library/documents\nselect 1");
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "migrations/data/1.sql:2:1: the file says twice where it runs; keep one of them, or write"
                                + " two files");
    }

    @Test
    void aCommentFurtherDownSaysNothing() {
        assertThat(read("select 1;\n-- before: library/documents\nselect 2").place())
                .isEqualTo(new DataMigration.AtTheEnd());
    }

    @Test
    void whatIsNoAddressIsAProblem() {
        read("-- before: the documents\nselect 1");
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly("migrations/data/1.sql:1:1: 'the documents' is not an address; name one, like"
                        + " library/documents or library/documents.title");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update a set b = 1; commit; update a set b = 2 | 1:21: the file runs in one transaction of its own",
                "begin; select 1; end | 1:1: the file runs in one transaction of its own",
                "prepare transaction 'x' | 1:1: the file runs in one transaction of its own",
                "vacuum a.t | 1:1: this cannot run in a transaction",
                "create index concurrently on a.t (x) | 1:1: this cannot run in a transaction",
                "\\copy a.t from 'x' | 1:1: this is a command of psql, not SQL",
                "select 'open | 1:8: a string, a quoted name or a comment begins here and does not end",
                "copy a.t from stdin | 1:1: there is no standard input to copy from",
                "-- nothing here | 1:1: there is no statement in this file",
            })
    void whatCannotRunInATransactionIsAProblemWhereItStands(String sql, String problem) {
        read(sql);
        assertThat(problems)
                .extracting(Problem::toString)
                .first()
                .asString()
                .startsWith("migrations/data/1.sql:" + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "do $$ begin commit; end $$",
                "create function a.f() returns int language sql begin atomic; select case when true then 1 end; end; select 1",
                "insert into a.t values ('begin;commit;')",
                "prepare x as select 1; execute x",
                "update a.t set \"commit\" = 1 /* rollback; */",
            })
    void whatOnlyLooksLikeItIsNone(String sql) {
        read(sql);
        assertThat(problems).isEmpty();
    }

    private DataMigration read(String sql) {
        return DataMigrationReader.read(new SourceFile("migrations/data/1.sql", sql), problems);
    }
}

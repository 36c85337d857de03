package dev.plumb.dsl.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.Argument;
import dev.plumb.schema.ArgumentValue;
import dev.plumb.schema.Computation.FunctionCall;
import dev.plumb.schema.Computation.SqlExpression;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.Metric;
import dev.plumb.schema.OnError;
import dev.plumb.schema.SpecReading;
import dev.plumb.schema.Table;
import dev.plumb.schema.validation.SchemaValidator;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Plumb computes, from the text to the records, and every problem that needs no database with its place. */
class ComputedReaderTest {
    private static final String COLUMNS = """
            dir: library
            tables:
              documents:
                columns:
                  id: bigint
                  title: text
                  body: text
                  title_key: {type: text, generated: lower(title)}
            """;

    @Test
    void everyWayToSayAnArgumentIsUnderstood() {
        Table table = table("""
                    computed:
                      words: {type: integer, sql: "length(body)", nullable: false}
                      summary:
                        type: text
                        function: acme.summarize
                        on_error: ignore
                        args: {text: body, n: words, model: "a-${MODEL}", dims: 256.0, flag: true, label: {value: body},
                               same: {column: title}, stops: {value: [x, 1, ~, {k: "true"}]}}
                """);

        assertThat(table.computed("words").orElseThrow().computation()).isEqualTo(new SqlExpression("length(body)"));
        assertThat(table.computed("words").orElseThrow().nullable()).isFalse();
        assertThat(table.computed("summary").orElseThrow().onError()).isEqualTo(OnError.IGNORE);
        assertThat(table.computed("summary").orElseThrow().computation())
                .isEqualTo(new FunctionCall(
                        "acme.summarize",
                        Map.of(
                                "text", Argument.column("body"),
                                "n", Argument.column("words"),
                                "model", Argument.text("a-${MODEL}"),
                                "dims", Argument.number(256),
                                "flag", Argument.flag(true),
                                "label", Argument.text("body"),
                                "same", Argument.column("title"),
                                "stops",
                                        new Argument.Literal(new ArgumentValue.Items(List.of(
                                                new ArgumentValue.Text("x"),
                                                new ArgumentValue.Decimal(BigDecimal.ONE),
                                                new ArgumentValue.Nothing(),
                                                new ArgumentValue.Entries(
                                                        Map.of("k", new ArgumentValue.Text("true")))))))));
    }

    @Test
    void anEmbeddingIndexStandsAmongTheIndexes() {
        Table table = table("""
                    indexes:
                      by_title: [title]
                      alike: {embedding: body, function: embed.hashing, args: {seed: 7}, metric: l2, dimensions: 64}
                """);

        FunctionCall call = new FunctionCall("embed.hashing", Map.of("seed", Argument.number(7)));
        assertThat(table.indexes()).hasSize(1);
        assertThat(table.embeddings())
                .containsExactly(
                        new EmbeddingIndex("alike", "body", call, Metric.L2, 64, Optional.empty(), Declaration.NONE));
        assertThat(table.embeddings().get(0).computation()).isEqualTo(call.with("text", Argument.column("body")));
    }

    @Test
    void whatAKeyCannotSayIsAProblemAtThatKey() {
        assertThat(problems("""
                    computed:
                      a: {type: text, sql: title, function: f}
                      b: {type: text}
                      c: {type: text, sql: title, args: {x: title}}
                      d: {type: text, sql: title, on_error: ignore, nullable: false}
                      e: {type: text, function: f, args: {x: [title]}}
                      r: {type: text, sql: title, recompute: true}
                    indexes:
                      g: {embedding: body, function: f, dimensions: 3000}
                """))
                .containsExactly(
                        "10:35: a computed column has 'sql' or 'function', not both",
                        "11:10: a computed column needs 'sql' or 'function'; say how it is computed",
                        "12:35: only a function has 'args'; name the columns in the expression itself",
                        "13:35: a column that is not nullable cannot ignore errors: the cell of a row with an error is null;"
                                + " take out 'on_error: ignore' or 'nullable: false'",
                        "14:46: 'x' must be a column, a number, true, false, a text with ${VARIABLES}, {column: …} or"
                                + " {value: …}; found a list",
                        "15:35: only a function has versions, and 'recompute' says what another one means; take it out: another"
                                + " expression is always computed again for all rows",
                        "17:53: 'dimensions' must be a whole number from 1 to 2000; found 3000");
    }

    @Test
    void anInputThatIsNotThereIsAProblemAtItsArgument() {
        assertThat(problems("""
                    computed:
                      a:
                        type: text
                        function: f
                        args:
                          text: bdy
                          label: some words
                          model: ${NO NAME}
                          list: {value: ["${OPEN"]}
                    indexes:
                      b: {embedding: boddy, function: f, dimensions: 3}
                      c: {embedding: body, function: f, args: {text: title}, dimensions: 3}
                      title: {embedding: body, function: f, dimensions: 3}
                """))
                .containsExactly(
                        "14:17: the argument 'text' of column library/documents.a names the column 'bdy', which table"
                                + " library/documents does not have; did you mean 'body'? write {value: …} for a text",
                        "15:18: the argument 'label' of column library/documents.a names the column 'some words', which"
                                + " table library/documents does not have; write {value: …} for a text",
                        "16:18: the argument 'model' of column library/documents.a has '${NO NAME}', which does not name a"
                                + " variable; write ${NAME}, or $${ for the two characters themselves",
                        "17:17: the argument 'list' of column library/documents.a has '${OPEN', which does not name a"
                                + " variable; write ${NAME}, or $${ for the two characters themselves",
                        "19:7: index library/documents.b names the column 'boddy', which table library/documents does not"
                                + " have; did you mean 'body'?",
                        "20:7: index library/documents.c gives its function something else as 'text', and 'body' to no"
                                + " parameter; say in 'args' which parameter the column goes to",
                        "21:7: index library/documents.title keeps its vectors in a hidden column of its own name, and there"
                                + " is another column 'title'; give the index another name");
    }

    @Test
    void aCircleIsToldInOrder() {
        assertThat(problems("""
                    computed:
                      a: {type: text, sql: upper(b)}
                      b: {type: text, function: f, args: {x: c}}
                      c: {type: text, sql: "coalesce(documents.a, title)"}
                      d: {type: text, sql: d || title}
                      e: {type: text, sql: documents::text}
                """))
                .containsExactly(
                        "10:7: column library/documents.a is computed from itself: a <- b <- c <- a; take one of these inputs"
                                + " out",
                        "13:7: column library/documents.d is computed from itself: d <- d; take one of these inputs out",
                        "14:7: column library/documents.e is computed from the whole row, of which it is a part itself; name"
                                + " the columns that it needs");
    }

    @Test
    void whatPostgresqlComputesAndWhatPlumbComputesDoNotFeedEachOther() {
        assertThat(problems("""
                      twice: {type: integer, generated: words * 2}
                    computed:
                      words: {type: integer, sql: length(title_key)}
                      title: {type: integer, sql: length(body)}
                    primary_key: [id, words]
                    unique: {u: [words]}
                    checks: {c: words > 0}
                    indexes: {i: [words], j: [wrds], alike: {embedding: body, function: f, dimensions: 3}, k: [alike]}
                """))
                .containsExactly(
                        "6:7: column library/documents.title is declared twice; give one of them another name",
                        "9:7: column library/documents.twice is generated by PostgreSQL from 'words', which Plumb computes;"
                                + " make it a computed column as well",
                        "11:7: column library/documents.words is computed from 'title_key', which PostgreSQL generates only"
                                + " after the triggers have run; repeat its expression here instead of its name",
                        "13:5: the primary key of table library/documents names 'words', which is computed and so comes after"
                                + " its row; make it unique instead",
                        "16:27: index library/documents.j names the column 'wrds', which table library/documents does not"
                                + " have; did you mean 'words'?");
    }

    @Test
    void onlyATableHasEmbeddingIndexes() {
        SpecReading reading = SpecReader.readAll(List.of(new SourceFile("a.yaml", """
                dir: library
                views:
                  v: {query: select 1, materialized: true, indexes: {i: {embedding: body, function: f, dimensions: 3}}}
                """)));
        assertThat(reading.problems())
                .extracting(Problem::toString)
                .containsExactly("a.yaml:3:57: 'i' must be an index: only a table has embedding indexes; found a map");
    }

    private static Table table(String parts) {
        return SpecReader.read(List.of(new SourceFile("a.yaml", COLUMNS + parts)))
                .schema()
                .directory(DirectoryPath.of("library"))
                .orElseThrow()
                .table("documents")
                .orElseThrow();
    }

    private static List<String> problems(String parts) {
        SpecReading reading = SpecReader.readAll(List.of(new SourceFile("a.yaml", COLUMNS + parts)));
        List<Problem> problems = new ArrayList<>(reading.problems());
        problems.addAll(problems.isEmpty() ? SchemaValidator.validate(reading.spec(), Set.of()) : List.of());
        return problems.stream()
                .map(p -> p.toString().replaceFirst("^a\\.yaml:", ""))
                .toList();
    }
}

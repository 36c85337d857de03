package dev.plumb.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.dsl.yaml.SpecReader;
import dev.plumb.schema.Address;
import dev.plumb.schema.Argument;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.Metric;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.OnError;
import dev.plumb.schema.Spec;
import dev.plumb.schema.SpecReading;
import dev.plumb.schema.Table;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaBuilderTest {
    private static final String IN_YAML = """
            dir: library
            comment: Documents and what we derive from them
            types:
              status: {enum: [draft, published, withdrawn]}
            tables:
              documents:
                comment: One row per uploaded document
                columns:
                  id:         {type: bigint, identity: always}
                  title:      text not null
                  body:       text
                  status:     status not null default 'draft'
                  owner_id:   bigint references accounts.users(id) on delete cascade
                  metadata:   jsonb
                  created_at: timestamptz not null default now()
                  subject:    {type: text, renamed_from: topic}
                primary_key: [id]
                unique:  {documents_title_key: [owner_id, title]}
                checks:  {documents_title_length: length(title) < 500}
                indexes:
                  documents_created_idx: [created_at desc]
                  documents_drafts_idx: {on: [owner_id], where: status = 'draft', include: [title]}
                  documents_meta_idx: {using: gin, on: ["metadata jsonb_path_ops"]}
            views:
              recent_documents: select id, title from documents where created_at > now() - interval '30 days'
              owner_totals:
                materialized: true
                query: select owner_id, count(*) as n from documents group by owner_id
                indexes: {owner_totals_key: {on: [owner_id], unique: true}}
            """;

    @Test
    void everyFeatureBuildsTheRecordsThatItStandsFor() {
        SpecReading reading = SchemaDefinitions.read(List.of(new EveryFeature()));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.spec().schema()).isEqualTo(EveryFeatureRecords.schema());
    }

    @Test
    void whatPlumbComputesIsTheSameInJavaAndYaml() {
        Spec java = SchemaDefinitions.read(
                        List.of(schema -> schema.directory("library").table("documents", t -> t.column("body", "text")
                                .computed("words", "integer", "length(body)")
                                .computed("summary", c -> c.type("text")
                                        .function("acme.summarize")
                                        .arg("text", Argument.column("body"))
                                        .arg("model", Argument.text("${MODEL}"))
                                        .arg("limit", Argument.number(3))
                                        .arg("strict", Argument.flag(true))
                                        .onError(OnError.IGNORE)
                                        .comment("Short")
                                        .ifExists(IfExists.REPLACE)
                                        .renamedFrom("abstract"))
                                .computed(
                                        "slug",
                                        c -> c.type("text").sql("lower(body)").notNull())
                                .embedding("alike", e -> e.of("body")
                                        .function("embed.hashing")
                                        .arg("seed", Argument.number(7))
                                        .metric(Metric.L2)
                                        .dimensions(64)
                                        .ifExists(IfExists.ERROR)))))
                .orThrow();
        Spec yaml = SpecReader.read(List.of(new SourceFile("schema/library.yaml", """
                dir: library
                tables:
                  documents:
                    columns: {body: text}
                    computed:
                      words: {type: integer, sql: length(body)}
                      summary:
                        type: text
                        function: acme.summarize
                        args: {text: body, model: "${MODEL}", limit: 3, strict: true}
                        on_error: ignore
                        comment: Short
                        if_exists: replace
                        renamed_from: abstract
                      slug: {type: text, sql: lower(body), nullable: false}
                    indexes:
                      alike:
                        embedding: body
                        function: embed.hashing
                        args: {seed: 7}
                        metric: l2
                        dimensions: 64
                        if_exists: error
                """)));

        assertThat(java.schema()).isEqualTo(yaml.schema());
        assertThat(java.locations().keySet()).isEqualTo(yaml.locations().keySet());
        assertThat(java.arguments().keySet()).isEqualTo(yaml.arguments().keySet());
    }

    @Test
    void whatNothingCanComputeIsAProblem() {
        SpecReading reading = SchemaDefinitions.read(List.of(
                schema -> schema.directory("library").table("documents", t -> t.computed("a", c -> c.type("int"))
                        .computed("b", c -> c.type("int").sql("1").function("f"))
                        .computed("c", c -> c.type("int").sql("1").arg("x", Argument.flag(true)))
                        .computed("d", c -> c.type("int")
                                .sql("1")
                                .onError(OnError.IGNORE)
                                .notNull())
                        .embedding("e", e -> e.of("x")))));

        assertThat(reading.problems())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "computed column 'a' needs sql or a function",
                        "computed column 'b' has sql and a function",
                        "computed column 'c' has arguments, which only a function has",
                        "computed column 'd' cannot ignore errors and be not null: the cell of a row with an error is null",
                        "embedding index 'e' needs a column and a function",
                        "embedding index 'e' needs 1 to 2000 dimensions; found 0");
    }

    @Test
    void javaAndYamlGiveTheSameSchema() {
        Spec java = SchemaDefinitions.read(List.of(SchemaBuilderTest::library)).orThrow();
        Spec yaml = SpecReader.read(List.of(new SourceFile("schema/library.yaml", IN_YAML)));
        assertThat(java.schema()).isEqualTo(yaml.schema());
        assertThat(java.locations().keySet()).isEqualTo(yaml.locations().keySet());
    }

    private static void library(SchemaBuilder schema) {
        DirectoryBuilder library = schema.directory("library").comment("Documents and what we derive from them");
        library.enumType("status", "draft", "published", "withdrawn");
        library.table("documents", t -> t.comment("One row per uploaded document")
                .column("id", c -> c.type("bigint").identityAlways())
                .column("title", "text not null")
                .column("body", "text")
                .column("status", "status not null default 'draft'")
                .column("owner_id", "bigint references accounts.users(id) on delete cascade")
                .column("metadata", "jsonb")
                .column("created_at", "timestamptz not null default now()")
                .column("subject", c -> c.type("text").renamedFrom("topic"))
                .primaryKey("id")
                .unique("documents_title_key", "owner_id", "title")
                .check("documents_title_length", "length(title) < 500")
                .index("documents_created_idx", "created_at desc")
                .index(i -> i.named("documents_drafts_idx")
                        .on("owner_id")
                        .where("status = 'draft'")
                        .include("title"))
                .index(i -> i.named("documents_meta_idx").using("gin").on("metadata jsonb_path_ops")));
        library.view(
                "recent_documents", "select id, title from documents where created_at > now() - interval '30 days'");
        library.materializedView(
                "owner_totals", m -> m.query("select owner_id, count(*) as n from documents group by owner_id")
                        .index(i -> i.named("owner_totals_key").on("owner_id").unique()));
    }

    @Test
    void everyAddressRemembersTheLineThatDeclaredIt() {
        int start = new Throwable().getStackTrace()[0].getLineNumber();
        SchemaDefinition definition = schema -> {
            DirectoryBuilder library = schema.directory("library");
            library.table("t", t -> {
                t.column("a", "int unique");
                t.check("positive", "a > 0");
            });
        };
        Spec spec = SchemaDefinitions.read(List.of(definition)).orThrow();
        Address table = Address.of(ObjectKind.TABLE, DirectoryPath.of("library"), "t");
        String file = "dev/plumb/dsl/SchemaBuilderTest.java:";
        assertThat(spec.location(table)).hasToString("Optional[" + file + (start + 3) + ":1]");
        assertThat(spec.location(table.child(ObjectKind.COLUMN, "a")))
                .hasToString("Optional[" + file + (start + 4) + ":1]");
        assertThat(spec.location(table.child(ObjectKind.UNIQUE, "t_a_key")))
                .hasToString("Optional[" + file + (start + 4) + ":1]");
        assertThat(spec.location(table.child(ObjectKind.CHECK, "positive")))
                .hasToString("Optional[" + file + (start + 5) + ":1]");
    }

    @Test
    void severalDefinitionsAddToOneDirectory() {
        Spec spec = SchemaDefinitions.read(
                        List.of(s -> s.directory("a").table("x", t -> t.column("id", "int")), s -> s.directory("a")
                                .table("y", t -> t.column("id", "int"))))
                .orThrow();
        assertThat(spec.schema().directories()).singleElement().satisfies(d -> assertThat(
                        d.objects(Table.class).map(Table::name))
                .containsExactly("x", "y"));
    }

    @Test
    void chosenNamesLeaveWrittenOnesAlone() {
        Spec spec = SchemaDefinitions.read(List.of(s -> s.directory("a")
                        .table("x", t -> t.column("id", "int unique"))
                        .table("y", t -> t.column("id", "int").unique("x_id_key", "id"))))
                .orThrow();
        Table x = spec.schema().directories().get(0).table("x").orElseThrow();
        assertThat(x.constraints()).extracting(c -> c.name()).containsExactly("x_id_key1");
    }

    @Test
    void whatIsWrongInSqlIsAProblemAtItsCall() {
        int start = new Throwable().getStackTrace()[0].getLineNumber();
        SchemaDefinition definition = schema -> {
            DirectoryBuilder library = schema.directory("library");
            library.table("t", t -> {
                t.column("a", "int nto null");
                t.column("b", c -> c.type("int not null"));
                t.column("c", c -> {
                    c.type("int");
                    c.references("x.y.z");
                });
                t.column("d", c -> {
                    c.type("int").identityAlways();
                    c.defaultsTo("1");
                });
            });
        };
        SpecReading reading = SchemaDefinitions.read(List.of(definition));
        String file = "dev/plumb/dsl/SchemaBuilderTest.java:";
        assertThat(reading.complete()).isFalse();
        assertThat(reading.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        file + (start + 4) + ":1: column 'a': expected one of not null, null, default, collate, unique,"
                                + " primary key, references, check, generated, constraint, found 'nto'; did you mean 'not"
                                + " null'?",
                        file + (start + 5)
                                + ":1: type of column 'b': expected nothing after the type 'int', found 'not'",
                        file + (start + 8)
                                + ":1: references: expected no third name: a directory inside another is written"
                                + " with two underscores, found '.'",
                        file + (start + 12) + ":1: column 'd' has more than one of default, identity and generated");
    }

    @Test
    void anExceptionInADefinitionIsAProblemAtItsLine() {
        int start = new Throwable().getStackTrace()[0].getLineNumber();
        SchemaDefinition definition = schema -> {
            throw new IllegalStateException("no luck");
        };
        assertThat(SchemaDefinitions.read(List.of(definition)).problems())
                .singleElement()
                .hasToString("dev/plumb/dsl/SchemaBuilderTest.java:" + (start + 2)
                        + ":1: SchemaBuilderTest threw IllegalStateException: no luck");
    }

    @Test
    void definitionsOnTheClassPathAreFound() {
        Spec spec = SchemaDefinitions.find(getClass().getClassLoader()).orThrow();
        assertThat(spec.schema().directories())
                .extracting(d -> d.path().toString())
                .containsExactly("found");
    }
}

package dev.plumb.dsl.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.Spec;
import dev.plumb.schema.SpecReading;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecReaderTest {
    private static final DirectoryPath LIBRARY = DirectoryPath.of("library");

    private static Spec read(String... texts) {
        List<SourceFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(new SourceFile("schema/" + files.size() + ".yaml", text));
        }
        return SpecReader.read(files);
    }

    private static Directory library(String... texts) {
        return read(texts).schema().directory(LIBRARY).orElseThrow();
    }

    private static Table table(String body) {
        String indented = body.indent(4);
        return library("dir: library\ntables:\n  t:\n" + indented).table("t").orElseThrow();
    }

    private static List<String> problems(String body) {
        String text = "dir: library\ntables:\n  t:\n" + body.indent(4);
        return SpecReader.readAll(List.of(new SourceFile("a.yaml", text))).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void the_columns_of_the_primary_key_are_not_null() {
        Table table = table("""
                columns: {a: integer, b: integer, c: integer}
                primary_key: [a, b]
                """);

        assertThat(table.columns()).extracting(Column::notNull).containsExactly(true, true, false);
    }

    @Test
    void an_identity_is_not_null() {
        Table table = table("columns: {a: {type: bigint, identity: {generated: by default, start: 5}}}");

        assertThat(table.columns().get(0).notNull()).isTrue();
        assertThat(table.columns().get(0).value())
                .isEqualTo(new ColumnValue.Identity(
                        false,
                        new SequenceOptions(
                                Optional.of(5L),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false)));
    }

    @Test
    void a_key_column_that_asks_for_nulls_is_a_contradiction() {
        assertThat(problems("columns: {a: {type: integer, nullable: true}}\nprimary_key: [a]"))
                .containsExactly(
                        "a.yaml:4:34: the column 'a' cannot be nullable: its primary key or identity forbids nulls");
    }

    @Test
    void a_second_primary_key_is_refused() {
        assertThat(problems("columns: {a: integer primary key}\nprimary_key: [a]"))
                .containsExactly("a.yaml:5:5: the table 't' has its primary key here for the second time");
    }

    @Test
    void constraints_without_a_name_get_the_one_that_postgresql_would_choose() {
        Table table = table("""
                columns:
                  a: integer unique check (a > 0)
                  b: {type: integer, unique: true, check: b > 0, references: other(id)}
                primary_key: [a]
                unique: [[a, b]]
                foreign_keys: [{columns: [a], references: other}]
                """);

        assertThat(table.constraints())
                .extracting(Constraint::name)
                .containsExactly(
                        "t_a_b_key", "t_a_check", "t_a_fkey", "t_a_key", "t_b_check", "t_b_fkey", "t_b_key", "t_pkey");
    }

    @Test
    void a_chosen_name_keeps_clear_of_every_written_one() {
        Directory library = library(
                "dir: library\ntables: {t: {columns: {a: integer unique}}}",
                "dir: library\ntables: {u: {columns: {b: integer}, unique: {t_a_key: [b]}}}");

        assertThat(library.table("t").orElseThrow().constraints())
                .extracting(Constraint::name)
                .containsExactly("t_a_key1");
    }

    @Test
    void a_serial_column_brings_its_sequence() {
        Directory library = library("dir: library\ntables: {t: {columns: {id: bigserial}}}");

        assertThat(library.objects(Sequence.class)).singleElement().satisfies(s -> assertThat(s.ownedBy())
                .contains(new Sequence.OwnedBy("t", "id")));
    }

    @Test
    void a_reference_without_a_directory_means_the_own_one() {
        Table table = table("""
                columns: {a: integer}
                foreign_keys:
                  near: {columns: [a], references: t(a), on_delete: {set null: [a]}}
                  far:  {columns: [a], references: '"Other Dir".users'}
                """);

        assertThat(table.constraints(ForeignKey.class))
                .extracting(ForeignKey::target)
                .containsExactly(new QualifiedName("Other Dir", "users"), new QualifiedName("library", "t"));
        assertThat(table.constraints(ForeignKey.class))
                .extracting(ForeignKey::onDelete)
                .containsExactly(
                        ReferentialAction.NO_ACTION,
                        new ReferentialAction(ReferentialAction.Kind.SET_NULL, List.of("a")));
    }

    @Test
    void names_that_yaml_takes_for_something_else_are_names() {
        Table table = table("""
                columns: {y: text, no: text, on: text, null: text, 1e3: text, 2024-01-01: text, ~: text}
                unique: {off: [y, no, on, 1e3]}
                """);

        assertThat(table.columns())
                .extracting(Column::name)
                .containsExactly("y", "no", "on", "null", "1e3", "2024-01-01", "~");
        assertThat(table.constraints(Constraint.UniqueConstraint.class))
                .singleElement()
                .satisfies(u -> assertThat(u.columns()).containsExactly("y", "no", "on", "1e3"));
    }

    @Test
    void a_collation_may_be_given_as_it_is_stored_or_as_sql() {
        Table table = table("""
                columns:
                  a: {type: text, collation: C}
                  b: {type: text, collation: de-DE-x-icu}
                  c: {type: text, collation: german}
                  d: {type: text, collation: library."Odd"}
                """);

        assertThat(table.columns())
                .extracting(c -> c.collation().orElseThrow())
                .containsExactly("\"C\"", "\"de-DE-x-icu\"", "german", "library.\"Odd\"");
    }

    @Test
    void a_query_loses_its_semicolon_and_the_space_around_it() {
        Directory library = library("dir: library\nviews:\n  v: |\n\n    select 1;\n\n");

        assertThat(library.objects(View.class)).extracting(View::query).containsExactly("select 1");
    }

    @Test
    void documents_of_one_directory_add_up() {
        Directory library = library(
                "dir: library\ncomment: Books\n---\ndir: other\n---\ndir: library\nviews: {v: select 1}",
                "dir: library\nlifecycle: {prevent_destroy: true}\ntables: {t: {columns: {}}}");

        assertThat(library.comment()).contains("Books");
        assertThat(library.declaration().preventDestroy()).isTrue();
        assertThat(library.objects()).extracting(o -> o.name()).containsExactly("t", "v");
    }

    @Test
    void every_address_has_its_place() {
        Spec spec = read("""
                dir: library
                types: {status: {enum: [a]}}
                tables:
                  t:
                    columns:
                      a: integer unique
                      b: {type: integer}
                    checks: {c: a > b}
                    indexes: {i: [a]}
                views:
                  m: {query: select 1 as x, materialized: true, indexes: {mi: [x]}}
                """);
        Address table = Address.of(ObjectKind.TABLE, LIBRARY, "t");
        Address view = Address.of(ObjectKind.MATERIALIZED_VIEW, LIBRARY, "m");

        assertThat(spec.location(Address.of(LIBRARY)).orElseThrow()).hasToString("schema/0.yaml:1:1");
        assertThat(spec.location(Address.of(ObjectKind.ENUM, LIBRARY, "status")).orElseThrow())
                .hasToString("schema/0.yaml:2:9");
        assertThat(spec.location(table).orElseThrow()).hasToString("schema/0.yaml:4:3");
        assertThat(spec.location(table.child(ObjectKind.COLUMN, "b")).orElseThrow())
                .hasToString("schema/0.yaml:7:7");
        assertThat(spec.location(table.child(ObjectKind.UNIQUE, "t_a_key")).orElseThrow())
                .hasToString("schema/0.yaml:6:7");
        assertThat(spec.location(table.child(ObjectKind.CHECK, "c")).orElseThrow())
                .hasToString("schema/0.yaml:8:14");
        assertThat(spec.location(table.child(ObjectKind.INDEX, "i")).orElseThrow())
                .hasToString("schema/0.yaml:9:15");
        assertThat(spec.location(view.child(ObjectKind.INDEX, "mi")).orElseThrow())
                .hasToString("schema/0.yaml:11:59");
    }

    @Test
    void a_column_with_a_problem_still_has_its_name() {
        SpecReading reading = SpecReader.readAll(List.of(
                new SourceFile("a.yaml", "dir: library\ntables: {t: {columns: {a: text nul}, primary_key: [a]}}")));

        assertThat(reading.problems()).hasSize(1);
        assertThat(reading.complete()).isTrue();
        assertThat(reading.spec()
                        .schema()
                        .directory(LIBRARY)
                        .orElseThrow()
                        .table("t")
                        .orElseThrow()
                        .column("a"))
                .isPresent();
    }
}

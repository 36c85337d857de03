package dev.plumb.dsl.yaml.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.dsl.yaml.SpecReader;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.source.SourceFile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a person wrote stays as it is, however it is written. Each test says what the files are to declare in the end in YAML too. */
class SpecEditorTest {
    private static final DirectoryPath SHOP = DirectoryPath.parse("shop");

    private static Schema read(String... texts) {
        return SpecReader.read(files(texts)).schema();
    }

    private static List<SourceFile> files(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> new SourceFile("schema/" + i + ".yaml", texts[i]))
                .toList();
    }

    private static String edited(String text, Address address, String wanted) {
        SpecEditor editor = new SpecEditor(files(text));
        editor.edit(address, read(wanted));
        return editor.files().get(0).text();
    }

    private static Address part(ObjectKind kind, String name) {
        return Address.of(kind, SHOP, "t", name);
    }

    private static Address column(String name) {
        return part(ObjectKind.COLUMN, name);
    }

    @Test
    void line_ends_of_windows_and_a_byte_order_mark_stay() {
        String text = "\uFEFFdir: shop\r\ntables:\r\n  t:\r\n    columns:\r\n      a: text # one\r\n      c: text\r\n";
        String wanted = "dir: shop\ntables:\n  t:\n    columns: {a: text, c: date, b: integer}\n";
        assertThat(edited(edited(text, column("b"), wanted.replace("c: date", "c: text")), column("c"), wanted))
                .isEqualTo(text.replace("c: text", "c: date") + "      b: integer\r\n");
    }

    @Test
    void a_last_line_without_an_end_gets_one_only_when_something_follows() {
        String text = "dir: shop\ntables:\n  t:\n    columns:\n      a: text";
        assertThat(edited(text, column("b"), "dir: shop\ntables:\n  t:\n    columns: {a: text, b: date}\n"))
                .isEqualTo(text + "\n      b: date");
    }

    @Test
    void characters_beyond_the_first_plane_move_nothing() {
        String text = """
                dir: shop # \uD83D\uDE00
                tables:
                  t: {comment: '\uD83D\uDE00', columns: {a: text, b: text}} # \uD83D\uDE00
                """;
        assertThat(edited(text, column("b"), text.replace("b: text", "b: date")))
                .isEqualTo(text.replace("b: text", "b: date"));
    }

    @Test
    void braces_over_several_lines_keep_their_comments_and_commas() {
        String text = """
                dir: shop
                tables:
                  t: {
                    columns: {
                      a: text,   # one
                      # two
                      b: text,
                      c: text    # three
                    },
                    indexes: {i: [a], j: [b],},
                  }
                """;
        String without = text.replace("      # two\n      b: text,\n", "");
        assertThat(edited(text.replace(", j: [b],", ","), column("b"), without.replace(", j: [b],", ",")))
                .isEqualTo(without.replace(", j: [b],", ","));
        String shorter = text.replace("text,\n      c: text    # three\n", "text\n");
        assertThat(edited(text, column("c"), shorter)).isEqualTo(shorter);
        String longer = text.replace("c: text    # three\n", "c: text,    # three\n      d: date\n");
        assertThat(edited(text, column("d"), longer)).isEqualTo(longer);
        String indexed = text.replace("j: [b],}", "j: [b], k: [c],}");
        assertThat(edited(text, part(ObjectKind.INDEX, "k"), indexed)).isEqualTo(indexed);
        String first = text.replace("i: [a], ", "");
        assertThat(edited(text, part(ObjectKind.INDEX, "i"), first)).isEqualTo(first);
    }

    @Test
    void the_last_of_a_section_takes_the_section_along() {
        String text = """
                dir: shop
                tables:
                  t:
                    columns: {a: text}
                    # them
                    indexes:
                      # it
                      i: [a]
                """;
        String without = "dir: shop\ntables:\n  t:\n    columns: {a: text}\n";
        assertThat(edited(text, part(ObjectKind.INDEX, "i"), without)).isEqualTo(without);
        assertThat(edited(without, Address.of(ObjectKind.TABLE, SHOP, "t"), "dir: shop\n"))
                .isEqualTo("dir: shop\n");
    }

    @Test
    void what_has_no_section_yet_gets_it_where_sections_stand() {
        String text = "dir: shop\n\ntables:\n  t:\n    columns: {a: text}\n\nviews:\n  v: select 1 as a\n";
        String wanted = text.replace("dir: shop\n", "dir: shop\n\ntypes:\n  e: {enum: [x]}\n");
        assertThat(edited(text, Address.of(ObjectKind.ENUM, SHOP, "e"), wanted)).isEqualTo(wanted);
        String checked = text.replace("{a: text}\n", "{a: text}\n    checks:\n      c: a > ''\n");
        assertThat(edited(text, part(ObjectKind.CHECK, "c"), checked)).isEqualTo(checked);
    }

    @Test
    void indentation_by_four_is_kept() {
        String text = "dir: shop\ntables:\n    t:\n        columns:\n            a: text\n";
        String wanted = text + "        checks:\n            c: a > ''\n";
        assertThat(edited(text, part(ObjectKind.CHECK, "c"), wanted)).isEqualTo(wanted);
    }

    @Test
    void a_block_of_sql_keeps_its_marks_and_indentation() {
        String text = """
                dir: shop
                views:
                  v: |-
                       select 1
                         as a

                  # next
                  w: >
                    select
                    2 as a
                """;
        assertThat(edited(text, Address.of(ObjectKind.VIEW, SHOP, "v"), text.replace("as a\n\n", "as b\n\n")))
                .isEqualTo(text.replace("as a\n\n", "as b\n\n"));
        assertThat(edited(text, Address.of(ObjectKind.VIEW, SHOP, "w"), text.replace("2 as a", "3 as a")))
                .isEqualTo(text.replace("select\n    2 as a", "select 3 as a"));
    }

    @Test
    void a_comment_behind_a_text_that_becomes_a_block_stays_in_its_line() {
        String text = "dir: shop\nviews:\n  v: select 1 as a   # one\n  w: {query: select 2 as b} # two\n";
        String wanted = text.replace("select 1 as a   # one", "|-   # one\n    select 1\n    as a");
        assertThat(edited(text, Address.of(ObjectKind.VIEW, SHOP, "v"), wanted))
                .isIn(wanted, wanted.replace("|-", "|"));
        String inBraces = text.replace("select 2 as b", "\"select 2\\nas b\"");
        assertThat(edited(text, Address.of(ObjectKind.VIEW, SHOP, "w"), inBraces))
                .isEqualTo(inBraces);
    }

    @Test
    void the_right_document_of_the_right_file_is_changed() {
        String one = """
                dir: other
                tables: {t: {columns: {a: text}}}
                ---
                # second
                dir: shop
                tables: {t: {columns: {a: text}}}
                ...
                """;
        String two = "dir: shop\nviews: {v: select 1 as a}\n";
        SpecEditor editor = new SpecEditor(files(one, two));
        String wanted = one.replace(
                "---\n# second\ndir: shop\ntables: {t: {columns: {a: text}}}",
                "---\n# second\ndir: shop\ntables: {t: {columns: {a: date}}}");
        editor.edit(column("a"), read(wanted, two));
        assertThat(editor.files()).isEqualTo(files(wanted, two));
    }

    @Test
    void what_aliases_share_is_refused() {
        String text = "dir: shop\ntables:\n  t: {columns: &c {a: text}}\n  u: {columns: *c}\n";
        String wanted = "dir: shop\ntables:\n  t: {columns: {a: date}}\n  u: {columns: {a: text}}\n";
        assertThatThrownBy(() -> edited(text, column("a"), wanted))
                .isInstanceOf(CannotEditException.class)
                .hasMessageContaining("anchor (&c)");
        assertThatThrownBy(() -> edited(
                        text,
                        Address.of(ObjectKind.COLUMN, SHOP, "u", "a"),
                        wanted.replace("date", "text")
                                .replaceFirst("(?s)u: \\{columns: \\{a: text", "u: {columns: {a: date")))
                .isInstanceOf(CannotEditException.class);
    }

    @Test
    void a_list_of_constraints_without_names_is_refused_and_left_as_it_was() {
        String text = "dir: shop\ntables:\n  t:\n    columns: {a: text, b: text}\n    unique: [[a]]\n";
        SpecEditor editor = new SpecEditor(files(text));
        assertThatThrownBy(() -> editor.edit(
                        part(ObjectKind.UNIQUE, "mine"), read(text.replace("[[a]]", "{t_a_key: [a], mine: [b]}"))))
                .isInstanceOf(CannotEditException.class)
                .hasMessageContaining("make it a map by name");
        assertThat(editor.files()).isEqualTo(files(text));
        String without = "dir: shop\ntables:\n  t:\n    columns: {a: text, b: text}\n";
        assertThat(edited(text, part(ObjectKind.UNIQUE, "t_a_key"), without)).isEqualTo(without);
    }

    @Test
    void a_column_that_is_not_short_any_more_keeps_what_stands_behind_it() {
        String text = """
                dir: shop
                tables:
                  u: {columns: {id: bigint primary key}}
                  t:
                    columns:
                      a: bigint not null unique references u(id)   # who
                """;
        String wanted = text.replace(
                "bigint not null unique references u(id)",
                "{type: bigint, not_null: true, comment: Who, unique: true, references: u(id)}");
        assertThat(edited(text, column("a"), wanted)).isEqualTo(wanted);
    }

    @Test
    void what_a_long_column_cannot_say_moves_to_the_table() {
        String text = "dir: shop\ntables:\n  t:\n    columns:\n      a: integer check (a > 0)\n";
        String wanted = """
                dir: shop
                tables:
                  t:
                    columns:
                      a: {type: integer, comment: A}
                    checks:
                      t_a_check: a > 0
                """;
        assertThat(edited(text, column("a"), wanted)).isEqualTo(wanted);
    }

    @Test
    void quotes_are_chosen_where_they_are_needed() {
        String text = "dir: shop\ntables: {t: {columns: {a: text, b: 'numeric(1)', c: \"text\"}}}\n";
        String wanted = text.replace("a: text", "a: 'numeric(10,2)'")
                .replace("'numeric(1)'", "'numeric(10,2)'")
                .replace("\"text\"", "\"text default '\\\"'\"");
        String types = edited(
                edited(text, column("a"), text.replace("a: text", "a: 'numeric(10,2)'")),
                column("b"),
                wanted.replace("\"text default '\\\"'\"", "\"text\""));
        assertThat(edited(types, column("c"), wanted)).isEqualTo(wanted);
    }

    @Test
    void a_column_that_brings_a_sequence_along_is_refused() {
        String text = "dir: shop\ntables:\n  t:\n    columns: {a: serial, b: text}\n";
        String wanted = """
                dir: shop
                sequences: {t_a_seq: {type: integer, owned_by: t.a}}
                tables:
                  t:
                    columns:
                      a: bigint not null default nextval('shop.t_a_seq'::regclass)
                      b: text
                """;
        assertThatThrownBy(() -> edited(text, column("a"), wanted)).isInstanceOf(CannotEditException.class);
    }

    @Test
    void a_name_that_needs_quotes_gets_them() {
        String text = "dir: shop\ntables:\n  t:\n    columns:\n      a: text\n";
        String wanted = text + "      'no': text\n";
        assertThat(edited(text, column("no"), wanted)).isEqualTo(wanted);
    }

    @Test
    void partitions_stand_below_their_tables() {
        String text = """
                dir: shop
                tables:
                  t:
                    columns: {a: integer}
                    partition_by: {range: [a]}
                    partitions:
                      t1: {from: [0], to: [10]}
                """;
        String wanted = text + "      t2: {from: [10], to: [20]}\n";
        assertThat(edited(text, Address.of(ObjectKind.TABLE, SHOP, "t2"), wanted))
                .isEqualTo(wanted);
        assertThat(edited(wanted, Address.of(ObjectKind.TABLE, SHOP, "t2"), text))
                .isEqualTo(text);
    }
}

package dev.plumb.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlSourceTest {
    private final Problems problems = new Problems();

    private YamlMap map(String yaml) {
        return (YamlMap) YamlSource.parse("a.yaml", yaml, problems).get(0);
    }

    private String problemsOf(String yaml) {
        YamlSource.parse("a.yaml", yaml, problems);
        return problems();
    }

    private String problems() {
        return problems.sorted().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "on", "y", "1e3", "0x1f", "2024-01-01", ".5", "1_000", "12:30:45", "=", "true"})
    void a_key_and_a_scalar_are_the_text_as_written(String text) {
        YamlMap map = map(text + ": " + text);

        assertThat(map.scalar(text).orElseThrow().text()).isEqualTo(text);
        assertThat(problems()).isEmpty();
    }

    @Test
    void every_document_of_a_file_is_read() {
        assertThat(YamlSource.parse("a.yaml", "a: 1\n---\nb: 2\n---\n", problems))
                .hasSize(2);
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# only a comment\n", "\uFEFF", "---\n"})
    void a_file_without_content_has_no_documents(String text) {
        assertThat(YamlSource.parse("a.yaml", text, problems)).isEmpty();
        assertThat(problems()).isEmpty();
    }

    @Test
    void a_byte_order_mark_and_carriage_returns_change_nothing() {
        YamlMap map = map("\uFEFFa: |\r\n  x\r\n  y\r\nb: 1\r\n");

        assertThat(map.string("a")).contains("x\ny\n");
        assertThat(map.locationOf("b")).hasToString("a.yaml:4:1");
    }

    @Test
    void columns_count_code_points() {
        assertThat(map("{'\uD83D\uDE00': 1, b: 2}").locationOf("b")).hasToString("a.yaml:1:10");
    }

    @Test
    void bytes_that_are_not_utf_8_are_told_with_their_place() {
        byte[] latin1 = "a: 1\nb: gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(YamlSource.parse("a.yaml", latin1, problems)).isEmpty();
        assertThat(problems()).isEqualTo("a.yaml:2:6: the byte 0xfc is not UTF-8; save the file as UTF-8");
    }

    @Test
    void every_kind_of_broken_yaml_has_a_sentence() {
        assertThat(List.of(
                        "a:\n\tb: 1",
                        "a: b: c",
                        "a: 1\nb\nc: 1",
                        "a: @b",
                        "a: \"\\d\"",
                        "a: 'b\nc: 1",
                        "a: *b",
                        "a: - b",
                        "a: [b",
                        "a: {b: 1",
                        "a: 'b' || c",
                        "a:\n    b: 1\n  c: 1",
                        "a: \u0001",
                        "a: &x [*x]",
                        "a: !!binary aGk=",
                        "a: &x {b: 1}\nc: {<<: *x}",
                        "[a]: 1",
                        "a: 1\na: 2",
                        "[".repeat(60)))
                .map(yaml -> {
                    Problems each = new Problems();
                    YamlSource.parse("a.yaml", yaml, each);
                    return each.sorted().stream().map(Problem::toString).collect(Collectors.joining(" + "));
                })
                .containsExactly(
                        "a.yaml:2:1: a tab cannot indent or begin a text; use spaces",
                        "a.yaml:1:5: a colon stands where no key can end; check the indentation, and put a text that"
                                + " contains ': ' in quotes",
                        "a.yaml:3:1: this line is neither 'key: value' nor the rest of a text; check the indentation and"
                                + " the quotes above",
                        "a.yaml:1:4: a text without quotes cannot begin with this character; put the text in quotes",
                        "a.yaml:1:6: in double quotes a backslash begins an escape, and this is none; use single quotes,"
                                + " or write the backslash twice",
                        "a.yaml:1:4: the quote that opens this text is never closed; close it",
                        "a.yaml:1:4: an alias names an anchor that is not defined above it; put a text that begins with"
                                + " '*' in quotes",
                        "a.yaml:1:4: a list cannot begin here; put '- ' on a line of its own, or write the list as [a, b]",
                        "a.yaml:1:6: a list in [ ] goes on without a comma, or is not closed; put a text that contains"
                                + " one of , [ ] { } in quotes",
                        "a.yaml:1:9: a map in { } goes on without a comma, or is not closed; put a text that contains"
                                + " one of , [ ] { } in quotes",
                        "a.yaml:1:9: text goes on after a closing quote, or after the '|' or '>' that begins a block;"
                                + " put the whole value in quotes, or begin the block on the next line",
                        "a.yaml:3:3: this does not line up with what stands above; indent keys of one map by the same"
                                + " number of spaces",
                        "a.yaml:1:4: the character U+0001 cannot stand in YAML; write it as an escape in double quotes",
                        "a.yaml:1:4: this contains itself through an alias; write it out",
                        "a.yaml:1:4: the tag 'tag:yaml.org,2002:binary' has no meaning here; remove it",
                        "a.yaml:2:5: merge keys ('<<') are not supported; write the keys out",
                        "a.yaml:1:1: a key must be a text; found a list or a map",
                        "a.yaml:2:1: the key 'a' stands here for the second time; the first is at a.yaml:1:1",
                        "a.yaml:1:1: lists and maps are nested too deep; 50 levels are enough");
    }

    @Test
    void a_bomb_of_aliases_is_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append(String.format("a%d: &a%d [*a%d, *a%d, *a%d]%n", i, i, i - 1, i - 1, i - 1));
        }

        assertThat(problemsOf(bomb.toString())).endsWith("aliases multiply this document beyond 100000 nodes");
    }

    @Test
    void an_unknown_key_names_the_nearest_that_is_known() {
        YamlMap map = map("{coment: x, type: numeric(10,2), zzz: 1}");
        map.string("comment");
        map.string("type");
        map.rejectUnknownKeys();

        assertThat(problems()).isEqualTo("""
                        a.yaml:1:2: unknown key 'coment'; did you mean 'comment'?
                        a.yaml:1:30: unknown key '2)'; inside { } a comma ends a text: put a text that contains one in quotes
                        a.yaml:1:34: unknown key 'zzz'; known here: comment, type""");
    }

    @Test
    void a_value_of_the_wrong_type_is_told_with_what_was_found() {
        YamlMap map = map("{a: [1], b: yes, c: 'x', d: {}, e: ~, f: 1.5, g: null, h: slow}");
        map.string("a");
        map.bool("b");
        map.map("c");
        map.list("d");
        map.string("e");
        map.integer("f");
        map.string("g");
        map.choice("h", Map.of("show", 1, "hide", 2));
        map.require("i");

        assertThat(problems()).isEqualTo("""
                        a.yaml:1:1: the key 'i' is missing
                        a.yaml:1:5: 'a' must be a text; found a list
                        a.yaml:1:13: 'b' must be true or false; found the text 'yes'
                        a.yaml:1:21: 'c' must be a map; found the text 'x'
                        a.yaml:1:29: 'd' must be a list; found an empty map
                        a.yaml:1:33: 'e' has no value; write ~ in quotes if you mean the text
                        a.yaml:1:42: 'f' must be a whole number; found the text '1.5'
                        a.yaml:1:47: 'g' has no value; write null in quotes if you mean the text
                        a.yaml:1:59: 'h' must be one of hide, show; found the text 'slow'; did you mean 'show'?""");
    }

    @Test
    void a_position_inside_a_text_has_a_place() {
        YamlMap map = map("a: plain\nb: 'it''s'\nc: \"t\\tab\\u00e9!\"\nd: |\n    one\n      two\ne: >\n  x\n");

        assertThat(map.scalar("a").orElseThrow().locationAt(2)).hasToString("a.yaml:1:6");
        assertThat(map.scalar("b").orElseThrow().locationAt(3)).hasToString("a.yaml:2:9");
        assertThat(map.scalar("c").orElseThrow().locationAt(5)).hasToString("a.yaml:3:16");
        assertThat(map.scalar("d").orElseThrow().locationAt(0)).hasToString("a.yaml:5:5");
        assertThat(map.scalar("d").orElseThrow().locationAt(7)).hasToString("a.yaml:6:8");
        assertThat(map.scalar("e").orElseThrow().locationAt(1)).hasToString("a.yaml:7:4");
    }

    @Test
    void all_problems_are_thrown_at_once_in_order() {
        problems.report(new SourceLocation("b.yaml", 1, 1), "later");
        problems.report(new SourceLocation("a.yaml", 10, 1), "middle");
        problems.report(new SourceLocation("a.yaml", 9, 1), "first");

        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(SpecException.class)
                .hasMessage("a.yaml:9:1: first\na.yaml:10:1: middle\nb.yaml:1:1: later");
    }
}

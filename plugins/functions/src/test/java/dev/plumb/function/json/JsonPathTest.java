package dev.plumb.function.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.function.Calls;
import dev.plumb.plugin.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static final String JSON = """
            {"a": {"b": [10, {"c d": "x"}, null]}, "n": 1.10, "big": 12345678901234567890.5, "": 0, "it's": true, "ä1": 2}
            """;

    private static Outcome at(String path) throws Exception {
        return Calls.of(new JsonPath(), Map.of("json", JSON, "path", path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $.a.b[0]          | 10
            $['a']["b"][1]    | {"c d":"x"}
            $.a.b[-1]         | null
            $.a.b[-3]         | 10
            $.a.b[1]['c d']   | "x"
            $ .a [ 'b' ] [0]  | 10
            $.n               | 1.10
            $.big             | 12345678901234567890.5
            $['']             | 0
            $['it\\'s']       | true
            $["it's"]         | true
            $['\\u00e41']     | 2
            $.ä1              | 2
            """)
    void findsTheValue(String path, String found) throws Exception {
        assertThat(at(path)).isEqualTo(Outcome.value(found));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.x", "$.a.b[3]", "$.a.b[-4]", "$.a[0]", "$.n.x", "$.a.b.c"})
    void whatIsNotThereIsNull(String path) throws Exception {
        assertThat(at(path)).isEqualTo(Outcome.value(null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.b       | is not a path at character 1, expected $
            $..a      | is not a path at character 3, expected a name
            $.a[*]    | is not a path at character 5, expected an index
            $.a[0:1]  | is not a path at character 6, expected ]
            $['a'     | is not a path at character 6, expected ]
            $['a      | is not a path at character 5, expected more
            $[01]     | is not a path at character 4, expected ]
            $['\\x']  | is not a path at character 5, expected an escape
            $.        | is not a path at character 3, expected a name
            """)
    void aPathThatIsNoneIsFoundWhenTheSchemaIsPlanned(String path, String problem) {
        assertThat(Calls.problems(new JsonPath(), Map.of("path", path)))
                .singleElement()
                .asString()
                .startsWith("path: '" + path + "' " + problem);
    }

    @Test
    void aGoodPathIsNoProblem() {
        assertThat(Calls.problems(new JsonPath(), Map.of("path", "$.a[0]"))).isEmpty();
    }

    @Test
    void whatIsNotJsonIsAnErrorOfItsRow() throws Exception {
        assertThat(Calls.of(new JsonPath(), Map.of("json", "{\"a\":", "path", "$.a")))
                .isInstanceOfSatisfying(
                        Outcome.Failure.class, error -> assertThat(error.type()).isEqualTo("invalid_json"));
    }
}

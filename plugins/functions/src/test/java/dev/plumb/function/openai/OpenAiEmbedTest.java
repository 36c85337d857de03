package dev.plumb.function.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.function.Calls;
import dev.plumb.function.openai.FakeServer.Answer;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.FunctionException;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.TransientException;
import dev.plumb.plugin.UnusableException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiEmbedTest {
    private static final Map<String, Object> SHORT = Map.of("model", "tiny", "dimensions", 2);

    private static List<Outcome> compute(FakeServer server, String... texts) throws Exception {
        try (OpenAiEmbed function = new OpenAiEmbed()) {
            function.open(server.context());
            List<Arguments> rows = Stream.of(texts)
                    .map(text -> function.signature().arguments(Map.of("text", text, "model", "tiny", "dimensions", 2)))
                    .toList();
            return function.compute(rows);
        }
    }

    private static float[] vector(Outcome outcome) {
        return outcome instanceof Outcome.Value value && value.value() instanceof float[] vector
                ? vector
                : new float[0];
    }

    @Test
    void allTextsOfACallGoInOneRequestAndBlankOnesNot() throws Exception {
        String answer = """
                {"data": [{"index": 1, "embedding": [0, 1]}, {"index": 0, "embedding": [0.5, -1e-3]}], "usage": {}}
                """;
        try (FakeServer server = FakeServer.that(Answer.of(200, answer))) {
            List<Outcome> outcomes = compute(server, "one \"quoted\"", " ", "two");
            assertThat(vector(outcomes.get(0))).containsExactly(0.5f, -0.001f);
            assertThat(outcomes.get(1)).isEqualTo(Outcome.value(null));
            assertThat(vector(outcomes.get(2))).containsExactly(0f, 1f);
            assertThat(server.requests())
                    .containsExactly(new FakeServer.Request(
                            "/v1/embeddings",
                            "Bearer " + FakeServer.KEY,
                            "{\"model\":\"tiny\",\"encoding_format\":\"float\",\"dimensions\":2,"
                                    + "\"input\":[\"one \\\"quoted\\\"\",\"two\"]}"));
        }
    }

    @Test
    void blankTextsAloneCostNoRequest() throws Exception {
        try (FakeServer server = FakeServer.that(Answer.of(500, ""))) {
            assertThat(compute(server, "", "\n")).containsExactly(Outcome.value(null), Outcome.value(null));
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\": [{\"embedding\": [1, 2]}]}",
                "{\"data\": [{\"embedding\": [1, 2]}, {\"embedding\": [1, 2]}, {\"embedding\": [1, 2]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"index\": 0, \"embedding\": [1, 2]}]}",
                "{\"data\": [{\"index\": 1, \"embedding\": [1, 2]}, {\"index\": 2, \"embedding\": [1, 2]}]}",
                "{\"data\": [{\"embedding\": [1, 2]}, {\"embedding\": \"AAAA\"}]}",
                "{\"data\": [{\"embedding\": [1, 2]}, {\"embedding\": [1, null]}]}",
                "{\"data\": [{\"embedding\": [1, 2]}, {\"embedding\": [1, 1e99]}]}",
            })
    void anAnswerThatDoesNotFitTheTextsIsTriedAgain(String answer) throws Exception {
        try (FakeServer server = FakeServer.that(Answer.of(200, answer))) {
            assertThatThrownBy(() -> compute(server, "a", "b"))
                    .isInstanceOfSatisfying(
                            TransientException.class, e -> assertThat(e.type()).isEqualTo("invalid_answer"));
        }
    }

    @Test
    void vectorsOfAnotherLengthStopTheWork() throws Exception {
        try (FakeServer server = FakeServer.that(Answer.of(200, "{\"data\": [{\"embedding\": [1, 2, 3]}]}"))) {
            assertThatThrownBy(() -> compute(server, "a"))
                    .isInstanceOf(UnusableException.class)
                    .hasMessage("the model tiny gives vectors of 3 dimensions where 2 are expected;"
                            + " correct the argument dimensions");
        }
    }

    @Test
    void theArgumentsAreCheckedWhenTheSchemaIsPlanned() {
        OpenAiEmbed function = new OpenAiEmbed();
        assertThat(Calls.problems(function, Map.of())).isEmpty();
        assertThat(Calls.problems(function, SHORT)).isEmpty();
        assertThat(Calls.problems(function, Map.of("dimensions", 2000)))
                .containsExactly("dimensions is 2000, expected 1 to 1536 for the model text-embedding-3-small");
        assertThat(Calls.problems(function, Map.of("model", "text-embedding-ada-002", "dimensions", 256)))
                .containsExactly("dimensions is 256, but text-embedding-ada-002 gives 1536 and no other");
        assertThat(Calls.problems(function, Map.of("model", " ")))
                .containsExactly("model is blank, expected the name of a model");
    }

    @Test
    void theDimensionsAreThoseAskedForOrTheModelsOwn() {
        OpenAiEmbed function = new OpenAiEmbed();
        Set<String> columns = Set.of("text");
        assertThat(function.dimensions(function.signature().constants(SHORT, columns)))
                .hasValue(2);
        assertThat(function.dimensions(function.signature().constants(Map.of(), columns)))
                .hasValue(1536);
        assertThat(function.dimensions(function.signature().constants(Map.of("model", "other"), columns)))
                .isEmpty();
    }

    @Test
    void aKeyThatCannotBeSentIsNotShown() {
        assertThatThrownBy(() -> OpenAiServer.of(FunctionContext.of(Map.of("OPENAI_API_KEY", FakeServer.KEY + "\n"))))
                .isInstanceOf(FunctionException.class)
                .hasMessage("OPENAI_API_KEY holds blanks or other characters that no key has; set it again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com/v1", "http://u:p@example.com", "ftp://example.com", "http://a b", "http://h?k=1"})
    void anAddressThatIsNoneIsNotShown(String base) {
        assertThatThrownBy(() -> OpenAiServer.of(FunctionContext.of(Map.of("OPENAI_BASE_URL", base))))
                .isInstanceOf(UnusableException.class)
                .hasMessage("OPENAI_BASE_URL is not an address of the form https://host/path, without user, query and"
                        + " fragment");
    }

    @Test
    void withoutAnAddressTheKeyIsNeeded() {
        assertThatThrownBy(() -> OpenAiServer.of(FunctionContext.of(Map.of())))
                .hasMessageStartingWith("the variable OPENAI_API_KEY is not set");
    }
}

package dev.plumb.function.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.function.Calls;
import dev.plumb.function.openai.FakeServer.Answer;
import dev.plumb.plugin.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiChatTest {
    private static Outcome ask(FakeServer server, Map<String, Object> arguments) throws Exception {
        try (OpenAiChat function = new OpenAiChat()) {
            function.open(server.context());
            return Calls.of(function, arguments);
        }
    }

    @Test
    void theAnswerIsTheValueAndTheArgumentsGoAlong() throws Exception {
        String answer = "{\"choices\":[{\"message\":{\"content\":\"Short.\"},\"finish_reason\":\"stop\"}]}";
        try (FakeServer server = FakeServer.that(Answer.of(200, answer))) {
            Map<String, Object> arguments = Map.of(
                    "prompt", "Long.", "model", "m", "system", "Summarise.", "temperature", 0.5, "max_tokens", 20);
            assertThat(ask(server, arguments)).isEqualTo(Outcome.value("Short."));
            assertThat(server.requests())
                    .containsExactly(
                            new FakeServer.Request(
                                    "/v1/chat/completions",
                                    "Bearer " + FakeServer.KEY,
                                    "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Summarise.\"},"
                                            + "{\"role\":\"user\",\"content\":\"Long.\"}],\"temperature\":0.5,\"max_tokens\":20}"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"message":{"content":"half an ans"},"finish_reason":"length"} | cut_off
            {"message":{"content":""},"finish_reason":"content_filter"}    | content_filter
            {"message":{"content":null,"refusal":"I will not."}}           | refused
            """)
    void anAnswerThatIsNoneIsAnErrorOfItsRow(String choice, String type) throws Exception {
        try (FakeServer server = FakeServer.that(Answer.of(200, "{\"choices\":[" + choice + "]}"))) {
            assertThat(ask(server, Map.of("prompt", "x", "model", "m")))
                    .isInstanceOfSatisfying(Outcome.Failure.class, error -> assertThat(error.type())
                            .isEqualTo(type));
        }
    }

    @Test
    void theArgumentsAreCheckedWhenTheSchemaIsPlanned() {
        assertThat(Calls.problems(new OpenAiChat(), Map.of("model", "", "temperature", 3.0, "max_tokens", 0)))
                .isEqualTo(List.of(
                        "model is blank, expected the name of a model",
                        "temperature is 3.0, expected 0 to 2",
                        "max_tokens is 0, expected at least 1"));
    }
}

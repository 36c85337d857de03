package dev.plumb.function.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.FunctionException;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.UnusableException;
import dev.plumb.plugin.ValueType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code openai.chat}: what a model answers, one request for each row. */
public final class OpenAiChat implements ColumnFunction {
    private static final Limits LIMITS =
            Limits.defaults().withBatchSize(1).withConcurrency(16).withTimeout(Duration.ofMinutes(2));
    private static final String MODEL = "model";
    private static final String TEMPERATURE = "temperature";
    // Each server knows one of the two; both go as they are given.
    private static final List<String> TOKEN_LIMITS = List.of("max_tokens", "max_completion_tokens");
    private static final double HOTTEST = 2;

    private static final Signature SIGNATURE = Signature.of(
            ValueType.TEXT,
            Parameter.required("prompt", ValueType.TEXT, "what the model is asked, such as a column"),
            Parameter.required(MODEL, ValueType.TEXT, "the name of the model").asConstant(),
            Parameter.optional(
                            "system",
                            ValueType.TEXT,
                            "what the model is told before, such as what to do with the prompt")
                    .asConstant(),
            Parameter.optional(TEMPERATURE, ValueType.DOUBLE, "0 to 2").asConstant(),
            Parameter.optional("max_tokens", ValueType.INTEGER, "the longest answer; what is cut off is an error")
                    .asConstant(),
            Parameter.optional(
                            "max_completion_tokens", ValueType.INTEGER, "the same for models that only know this name")
                    .asConstant());

    private final Limits limits;
    private final Clock clock;
    private volatile Optional<OpenAiClient> client = Optional.empty();

    public OpenAiChat() {
        this(LIMITS, Clock.systemUTC());
    }

    OpenAiChat(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "openai.chat";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return "The answer of a language model of an OpenAI-compatible server (OPENAI_BASE_URL, OPENAI_API_KEY).";
    }

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public List<String> problems(Arguments constants) {
        List<String> problems = new ArrayList<>();
        if (constants.find(MODEL, String.class).filter(String::isBlank).isPresent()) {
            problems.add("model is blank, expected the name of a model");
        }
        constants
                .find(TEMPERATURE, Double.class)
                .filter(temperature -> !(temperature >= 0 && temperature <= HOTTEST))
                .ifPresent(temperature -> problems.add("temperature is " + temperature + ", expected 0 to 2"));
        for (String limit : TOKEN_LIMITS) {
            constants
                    .find(limit, Integer.class)
                    .filter(tokens -> tokens < 1)
                    .ifPresent(tokens -> problems.add(limit + " is " + tokens + ", expected at least 1"));
        }
        return problems;
    }

    @Override
    public String bucket(Arguments constants) {
        return "openai " + constants.text(MODEL);
    }

    @Override
    public void open(FunctionContext context) throws UnusableException {
        client = Optional.of(new OpenAiClient(OpenAiServer.of(context), limits.timeout(), clock));
    }

    @Override
    public void close() {
        client = Optional.empty();
    }

    @Override
    public List<Outcome> compute(List<Arguments> rows) throws FunctionException, InterruptedException {
        OpenAiClient server = client.orElseThrow(() -> new IllegalStateException("the function is not open"));
        List<Outcome> outcomes = new ArrayList<>(rows.size());
        for (Arguments row : rows) {
            outcomes.add(answer(server, server.post("chat/completions", request(server, row))));
        }
        return outcomes;
    }

    private static ObjectNode request(OpenAiClient server, Arguments row) {
        ObjectNode request = server.newBody();
        request.put(MODEL, row.text(MODEL));
        ArrayNode messages = request.putArray("messages");
        row.find("system", String.class).ifPresent(system -> message(messages, "system", system));
        message(messages, "user", row.text("prompt"));
        row.find(TEMPERATURE, Double.class).ifPresent(temperature -> request.put(TEMPERATURE, temperature));
        for (String limit : TOKEN_LIMITS) {
            row.find(limit, Integer.class).ifPresent(tokens -> request.put(limit, tokens));
        }
        return request;
    }

    private static void message(ArrayNode messages, String role, String content) {
        messages.addObject().put("role", role).put("content", content);
    }

    private static Outcome answer(OpenAiClient server, JsonNode answer) throws FunctionException {
        JsonNode choice = answer.path("choices").path(0);
        JsonNode message = choice.path("message");
        String reason = choice.path("finish_reason").asText("");
        if (reason.equals("content_filter")) {
            return Outcome.error("content_filter", "the server withheld the answer");
        }
        if (reason.equals("length")) {
            return Outcome.error(
                    "cut_off", "the answer is longer than the tokens allowed, and was cut off; allow more");
        }
        String refusal = message.path("refusal").asText("");
        if (!refusal.isBlank()) {
            return Outcome.error("refused", "the model refused: " + refusal);
        }
        if (!message.path("content").isTextual()) {
            throw server.invalid("holds no text of the model");
        }
        return Outcome.value(message.path("content").textValue());
    }
}

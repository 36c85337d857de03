package dev.plumb.function.openai;

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
import java.util.OptionalInt;

/** {@code openai.embed}: embeddings from a model, all texts of a call in one request. A blank text has none: null. */
public final class OpenAiEmbed implements ColumnFunction {
    private static final Limits LIMITS =
            Limits.defaults().withBatchSize(96).withConcurrency(8).withTimeout(Duration.ofSeconds(60));
    private static final Signature SIGNATURE = Signature.of(
            ValueType.REAL_ARRAY,
            Parameter.required("text", ValueType.TEXT, "the text to embed"),
            Parameter.withDefault("model", ValueType.TEXT, "text-embedding-3-small", "the name of the model")
                    .asConstant(),
            Parameter.optional("dimensions", ValueType.INTEGER, "the length of the vector, where the model can be told")
                    .asConstant());

    private final Limits limits;
    private final Clock clock;
    private volatile Optional<OpenAiClient> client = Optional.empty();

    public OpenAiEmbed() {
        this(LIMITS, Clock.systemUTC());
    }

    OpenAiEmbed(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "openai.embed";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return "The embedding of a text by a model of an OpenAI-compatible server (OPENAI_BASE_URL, OPENAI_API_KEY).";
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
        String model = constants.text("model");
        if (model.isBlank()) {
            problems.add("model is blank, expected the name of a model");
        }
        constants
                .find("dimensions", Integer.class)
                .flatMap(dimensions -> EmbeddingModel.named(model).problem(dimensions))
                .ifPresent(problems::add);
        return problems;
    }

    @Override
    public OptionalInt dimensions(Arguments constants) {
        return constants.find("dimensions", Integer.class).map(OptionalInt::of).orElseGet(() -> EmbeddingModel.named(
                        constants.text("model"))
                .ownDimensions());
    }

    @Override
    public String bucket(Arguments constants) {
        return "openai " + constants.text("model");
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
        List<String> texts = rows.stream()
                .map(row -> row.text("text"))
                .filter(text -> !text.isBlank())
                .toList();
        List<float[]> vectors = texts.isEmpty() ? List.of() : vectors(texts, rows.get(0));
        List<Outcome> outcomes = new ArrayList<>(rows.size());
        int next = 0;
        for (Arguments row : rows) {
            outcomes.add(Outcome.value(row.text("text").isBlank() ? null : vectors.get(next++)));
        }
        return outcomes;
    }

    private List<float[]> vectors(List<String> texts, Arguments constants)
            throws FunctionException, InterruptedException {
        OpenAiClient server = client.orElseThrow(() -> new IllegalStateException("the function is not open"));
        ObjectNode request = server.newBody();
        request.put("model", constants.text("model"));
        request.put("encoding_format", "float");
        constants.find("dimensions", Integer.class).ifPresent(dimensions -> request.put("dimensions", dimensions));
        ArrayNode input = request.putArray("input");
        texts.forEach(input::add);
        return new EmbeddingAnswer(server, constants.text("model"), dimensions(constants))
                .vectors(server.post("embeddings", request), texts.size());
    }
}

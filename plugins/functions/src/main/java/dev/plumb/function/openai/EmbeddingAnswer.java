package dev.plumb.function.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumb.plugin.FunctionException;
import dev.plumb.plugin.TransientException;
import dev.plumb.plugin.UnusableException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Takes the vectors out of an answer, and believes nothing: servers that speak this protocol are many. */
final class EmbeddingAnswer {
    private final OpenAiClient server;
    private final String model;
    private final OptionalInt dimensions;

    /**
     * @param dimensions that each vector must have, if that is known
     */
    EmbeddingAnswer(OpenAiClient server, String model, OptionalInt dimensions) {
        this.server = server;
        this.model = model;
        this.dimensions = dimensions;
    }

    /** One vector for each text, in the order of the texts, which need not be that of the answer. */
    List<float[]> vectors(JsonNode answer, int texts) throws FunctionException {
        JsonNode data = answer.path("data");
        if (data.size() != texts) {
            throw server.invalid("holds " + data.size() + " embeddings for " + texts + " texts");
        }
        float[] @Nullable [] vectors = new float[texts][];
        for (int i = 0; i < texts; i++) {
            int index = data.get(i).path("index").asInt(i);
            if (index < 0 || index >= texts || vectors[index] != null) {
                throw server.invalid("does not say which embedding belongs to which text");
            }
            vectors[index] = vector(data.get(i).path("embedding"));
        }
        return Arrays.stream(vectors).map(Objects::requireNonNull).toList();
    }

    private float[] vector(JsonNode numbers) throws FunctionException {
        if (!numbers.isArray() || numbers.isEmpty()) {
            throw server.invalid("holds an embedding that is no list of numbers");
        }
        if (dimensions.isPresent() && dimensions.getAsInt() != numbers.size()) {
            throw new UnusableException(
                    "wrong_dimensions",
                    "the model " + model + " gives vectors of " + numbers.size() + " dimensions where "
                            + dimensions.getAsInt() + " are expected; correct the argument dimensions");
        }
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = number(numbers.get(i));
        }
        return vector;
    }

    private float number(JsonNode element) throws TransientException {
        float number = element.floatValue();
        if (!element.isNumber() || !Float.isFinite(number)) {
            throw server.invalid("holds an embedding with something that is no number");
        }
        return number;
    }
}

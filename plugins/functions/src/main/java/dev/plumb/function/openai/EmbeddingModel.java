package dev.plumb.function.openai;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of a model before it is asked.
 *
 * @param ownDimensions of its vectors when it is not told otherwise; empty for a model that is not known here
 * @param shortens whether it can be told to give shorter ones
 */
record EmbeddingModel(String name, OptionalInt ownDimensions, boolean shortens) {
    // As many as pgvector stores.
    private static final int MOST = 16_000;

    private static final Map<String, EmbeddingModel> KNOWN = Map.of(
            "text-embedding-3-small", new EmbeddingModel("text-embedding-3-small", OptionalInt.of(1536), true),
            "text-embedding-3-large", new EmbeddingModel("text-embedding-3-large", OptionalInt.of(3072), true),
            "text-embedding-ada-002", new EmbeddingModel("text-embedding-ada-002", OptionalInt.of(1536), false));

    static EmbeddingModel named(String name) {
        return KNOWN.getOrDefault(name, new EmbeddingModel(name, OptionalInt.empty(), true));
    }

    /** What is wrong with asking it for vectors of this length. */
    Optional<String> problem(int dimensions) {
        int most = ownDimensions.orElse(MOST);
        if (!shortens && dimensions != most) {
            return Optional.of("dimensions is " + dimensions + ", but " + name + " gives " + most + " and no other");
        }
        return dimensions >= 1 && dimensions <= most
                ? Optional.empty()
                : Optional.of("dimensions is " + dimensions + ", expected 1 to " + most + " for the model " + name);
    }
}

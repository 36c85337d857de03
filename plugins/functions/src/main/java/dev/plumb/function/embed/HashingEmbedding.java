package dev.plumb.function.embed;

import dev.plumb.function.RowFunction;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code embed.hashing}: the words of a text and their parts, each hashed to one of the vector's elements and a sign; as long as one. Texts
 * that share words are close. It knows nothing of meaning, needs no model, and gives the same vector on every machine. Null for a text
 * without words, which is close to nothing.
 */
public final class HashingEmbedding extends RowFunction {
    private static final String DIMENSIONS = "dimensions";
    private static final int FEWEST = 8;

    // As many as pgvector stores.
    private static final int MOST = 16_000;

    public HashingEmbedding() {
        super(
                "embed.hashing",
                "1",
                "A vector of the text's words and their parts by feature hashing: no model, the same everywhere.",
                Signature.of(
                        ValueType.REAL_ARRAY,
                        Parameter.required("text", ValueType.TEXT, "the text to embed"),
                        Parameter.withDefault(
                                        DIMENSIONS, ValueType.INTEGER, 256, "the length of the vector, 8 to 16000")
                                .asConstant()));
    }

    @Override
    public List<String> problems(Arguments constants) {
        return constants
                .find(DIMENSIONS, Integer.class)
                .filter(dimensions -> dimensions < FEWEST || dimensions > MOST)
                .map(dimensions -> "dimensions is " + dimensions + ", expected " + FEWEST + " to " + MOST)
                .stream()
                .toList();
    }

    @Override
    public OptionalInt dimensions(Arguments constants) {
        return constants.find(DIMENSIONS, Integer.class).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    @Override
    protected Outcome compute(Arguments row) {
        Map<String, Integer> features = Features.of(row.text("text"));
        return Outcome.value(features.isEmpty() ? null : vector(features, row.integer(DIMENSIONS)));
    }

    private static float[] vector(Map<String, Integer> features, int dimensions) {
        double[] sums = new double[dimensions];
        features.forEach((feature, times) -> {
            long hash = StableHash.of(feature);
            int element = (int) Long.remainderUnsigned(hash >>> 1, dimensions);
            double sign = (hash & 1) == 0 ? 1 : -1;
            // A word that is there nine times says three times as much. The root is exact on every machine, a logarithm
            // is not.
            sums[element] += sign * Features.weight(feature) * Math.sqrt(times);
        });
        return normalised(sums);
    }

    private static float[] normalised(double[] sums) {
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        double length = Math.sqrt(squares);
        float[] vector = new float[sums.length];
        if (length == 0) { // features that cancelled each other out
            vector[0] = 1;
            return vector;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (sums[i] / length);
        }
        return vector;
    }
}

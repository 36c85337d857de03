package dev.plumb.function.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumb.function.Calls;
import dev.plumb.plugin.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashingEmbeddingTest {
    private static float[] embed(String text, int dimensions) throws Exception {
        Outcome outcome = Calls.of(new HashingEmbedding(), Map.of("text", text, "dimensions", dimensions));
        return outcome instanceof Outcome.Value value ? (float[]) Objects.requireNonNull(value.value()) : new float[0];
    }

    private static double cosine(String one, String other) throws Exception {
        float[] a = embed(one, 256);
        float[] b = embed(other, 256);
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
        }
        return product;
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 256, 1000, 16000})
    void aVectorIsAsLongAsOneAndHasTheDimensionsAskedFor(int dimensions) throws Exception {
        float[] vector = embed("All human beings are born free and equal", dimensions);
        double squares = 0;
        for (float element : vector) {
            squares += (double) element * element;
        }
        assertThat(vector).hasSize(dimensions);
        assertThat(squares).isCloseTo(1, within(1e-6));
    }

    @Test
    void storedVectorsStayRight() throws Exception {
        assertThat(embed("Plumb keeps a schema as code: Größe, naïve, 日本", 8))
                .containsExactly(
                        -0.31139958f,
                        0.15569979f,
                        -0.23354968f,
                        -0.23354968f,
                        -0.46709937f,
                        0.077849895f,
                        -0.23354968f,
                        -0.700649f);
    }

    @Test
    void textsThatShareWordsAreClose() throws Exception {
        String text = "how to restore a backup of the database";
        double near = cosine(text, "restoring database backups");
        double far = cosine(text, "an apple pie with cinnamon");
        assertThat(near).isGreaterThan(0.3);
        assertThat(far).isLessThan(0.15);
        assertThat(cosine(text, text.toUpperCase(Locale.ROOT))).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "?!… —"})
    void aTextWithoutWordsHasNone(String text) throws Exception {
        assertThat(Calls.value(new HashingEmbedding(), "text", text)).isNull();
    }

    @Test
    void dimensionsOutOfRangeAreFoundWhenTheSchemaIsPlanned() {
        assertThat(Calls.problems(new HashingEmbedding(), Map.of("dimensions", 7)))
                .containsExactly("dimensions is 7, expected 8 to 16000");
        assertThat(Calls.problems(new HashingEmbedding(), Map.of())).isEmpty();
    }

    @Test
    void theDimensionsAreKnownBeforeTheCall() {
        HashingEmbedding function = new HashingEmbedding();
        assertThat(function.dimensions(function.signature().constants(Map.of(), Set.of("text"))))
                .hasValue(256);
    }
}

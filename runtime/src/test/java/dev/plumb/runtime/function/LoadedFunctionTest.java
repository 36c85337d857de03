package dev.plumb.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.UnusableException;
import dev.plumb.plugin.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadedFunctionTest {
    private static List<Arguments> rows(LoadedFunction function, @Nullable String... texts) {
        List<Arguments> rows = new ArrayList<>();
        for (String text : texts) {
            rows.add(Arguments.of(function.description().signature(), text, null));
        }
        return rows;
    }

    private static ThrowingCallable compute(LoadedFunction function, OptionalInt dimensions) {
        return () -> function.compute(rows(function, "a", "b"), dimensions);
    }

    @Test
    void aRowWithANullIsNullWithoutACall() throws Exception {
        ByHand byHand = ByHand.giving(row -> Outcome.value(row.text("text") + "!"));
        LoadedFunction function = byHand.loaded();
        assertThat(function.compute(rows(function, null, "a", null, "b"), OptionalInt.empty()))
                .containsExactly(Outcome.value(null), Outcome.value("a!"), Outcome.value(null), Outcome.value("b!"));
        assertThat(byHand.rows()).hasValue(2);
    }

    @Test
    void rowsThatAreAllNullCostNoCallAtAll() throws Exception {
        ByHand byHand = ByHand.answering(ValueType.TEXT, rows -> {
            throw new AssertionError("called");
        });
        LoadedFunction function = byHand.loaded();
        assertThat(function.compute(rows(function, null, null), OptionalInt.empty()))
                .containsExactly(Outcome.value(null), Outcome.value(null));
    }

    @Test
    void whatItSaysAboutARowIsNoDefect() throws Exception {
        LoadedFunction function = ByHand.giving(row -> Outcome.error("too_long", "it is too long"))
                .loaded();
        assertThat(function.compute(rows(function, "a"), OptionalInt.empty()))
                .containsExactly(Outcome.error("too_long", "it is too long"));
    }

    @Test
    void anExceptionOfItsOwnIsADefect() {
        LoadedFunction function = ByHand.giving(row -> {
                    throw new IllegalStateException("oops");
                })
                .loaded();
        assertThatThrownBy(compute(function, OptionalInt.empty()))
                .isInstanceOf(FunctionDefectException.class)
                .hasMessage(
                        "the function test.by_hand 3 of the application failed: java.lang.IllegalStateException: oops;"
                                + " correct the function test.by_hand, then run the command again: it goes on where it stopped");
    }

    @Test
    void tooFewOutcomesAreADefect() {
        LoadedFunction function = ByHand.answering(ValueType.TEXT, rows -> List.of(Outcome.value("a")))
                .loaded();
        assertThatThrownBy(compute(function, OptionalInt.empty())).hasMessageContaining("gave 1 outcomes for 2 rows");
    }

    @Test
    void aValueOfAnotherClassIsADefect() {
        LoadedFunction function = ByHand.giving(row -> Outcome.value(1)).loaded();
        assertThatThrownBy(compute(function, OptionalInt.empty()))
                .hasMessageContaining(
                        "gave a value of the class java.lang.Integer where its result is text (java.lang.String)");
    }

    @Test
    void aVectorOfAnotherLengthIsADefect() {
        LoadedFunction function = ByHand.answering(ValueType.REAL_ARRAY, rows -> rows.stream()
                        .map(row -> Outcome.value(new float[3]))
                        .toList())
                .loaded();
        assertThatThrownBy(compute(function, OptionalInt.of(4)))
                .hasMessageContaining("gave a vector of 3 dimensions where 4 were announced");
    }

    @Test
    void itIsOpenedOnceAndSaysAgainWhyItCannotWork() {
        ByHand byHand = ByHand.giving(row -> Outcome.value(null));
        LoadedFunction function = byHand.loaded();
        Stream.of(1, 2).forEach(time -> assertThatThrownBy(() -> function.open(FunctionContext.of(Map.of())))
                .isInstanceOf(UnusableException.class)
                .hasMessageContaining("TEST_KEY"));
        assertThat(byHand.opened()).hasValue(1);
    }
}

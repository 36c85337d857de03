package dev.plumb.runtime.function;

import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Whether a function's answer is what it promised. */
final class CheckedOutcomes {
    private final LoadedFunction function;
    private final ValueType result;
    private final OptionalInt dimensions;

    CheckedOutcomes(LoadedFunction function, OptionalInt dimensions) {
        this.function = function;
        this.result = function.description().signature().result();
        this.dimensions = dimensions;
    }

    /**
     * The outcomes, all of which are in order.
     *
     * @param answer as the function gave it, which may be anything
     * @throws FunctionDefectException if it is not what was promised
     */
    List<Outcome> check(@Nullable List<? extends @Nullable Outcome> answer, int rows) {
        if (answer == null || answer.size() != rows) {
            throw new FunctionDefectException(
                    function, "gave " + (answer == null ? "no" : answer.size()) + " outcomes for " + rows + " rows");
        }
        List<Outcome> outcomes = new ArrayList<>(rows);
        for (Outcome outcome : answer) {
            if (outcome == null) {
                throw new FunctionDefectException(function, "gave a null in place of an outcome");
            }
            if (outcome instanceof Outcome.Value value && value.value() != null) {
                check(value.value());
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private void check(Object value) {
        if (!result.isValue(value)) {
            throw new FunctionDefectException(
                    function,
                    "gave a value of the class " + value.getClass().getName() + " where its result is "
                            + result.sqlName() + " (" + result.javaClass().getName() + ")");
        }
        if (value instanceof float[] vector && dimensions.isPresent() && vector.length != dimensions.getAsInt()) {
            throw new FunctionDefectException(
                    function,
                    "gave a vector of " + vector.length + " dimensions where " + dimensions.getAsInt()
                            + " were announced");
        }
    }
}

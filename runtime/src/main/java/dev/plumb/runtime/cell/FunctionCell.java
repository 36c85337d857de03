package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.Input;
import dev.plumb.plan.computed.WriteMode.CellFailure;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.runtime.call.Answer;
import dev.plumb.runtime.call.FunctionCaller;
import dev.plumb.runtime.function.LoadedFunction;
import dev.plumb.schema.OnError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cell and its function, ready to be called. */
final class FunctionCell {
    static final String INPUT_FAILED = "InputFailed";

    private final Cell cell;
    private final List<Parameter> parameters;
    private final LoadedFunction function;
    private final Arguments constants;
    private final Map<String, String> columns;
    private final FunctionCaller caller;

    /** @param columns by parameter */
    FunctionCell(
            Cell cell,
            LoadedFunction function,
            Arguments constants,
            Map<String, String> columns,
            FunctionCaller caller) {
        this.cell = cell;
        this.function = function;
        this.parameters = function.description().signature().parameters();
        this.constants = constants;
        this.columns = Map.copyOf(columns);
        this.caller = caller;
    }

    String column() {
        return cell.column();
    }

    /** One result for each row, in their order. */
    List<CellResult> compute(List<InputRow> rows, InputLayout layout) throws InterruptedException {
        int[] places = places(layout);
        List<CellResult> results = new ArrayList<>(rows.size());
        List<Arguments> asked = new ArrayList<>(rows.size());
        List<Integer> askedFor = new ArrayList<>(rows.size());
        for (InputRow row : rows) {
            Optional<CellFailure> failure = failed(row, places);
            if (failure.isPresent()) {
                results.add(CellResult.failure(failure.get()));
            } else {
                askedFor.add(results.size());
                results.add(CellResult.NULL);
                asked.add(arguments(row, places));
            }
        }
        List<Answer> answers = caller.compute(asked);
        for (int i = 0; i < answers.size(); i++) {
            results.set(askedFor.get(i), result(answers.get(i)));
        }
        return results;
    }

    private static CellResult result(Answer answer) {
        int attempts = Math.max(1, answer.attempts());
        if (answer.outcome() instanceof Outcome.Failure failure) {
            return CellResult.failure(new CellFailure(
                    StorableText.repaired(failure.type()), StorableText.repaired(failure.message()), attempts));
        }
        if (!(answer.outcome() instanceof Outcome.Value value) || value.value() == null) {
            return CellResult.NULL;
        }
        String text = ColumnValues.text(value.value());
        return StorableText.problem(text)
                .map(p -> CellResult.failure(new CellFailure(StorableText.TYPE, "the result holds " + p, attempts)))
                .orElseGet(() -> CellResult.value(text));
    }

    private Optional<CellFailure> failed(InputRow row, int[] places) {
        for (Input input : cell.inputs()) {
            if (row.failed().contains(input.name())) {
                return Optional.of(new CellFailure(INPUT_FAILED, "its input \"" + input.name() + "\" has an error", 1));
            }
        }
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0 && row.values().get(places[i]) instanceof UnsuitableValueException e) {
                String message = "the column " + columns.get(parameters.get(i).name()) + ": " + e.getMessage();
                return Optional.of(new CellFailure(UnsuitableValueException.TYPE, message, 1));
            }
        }
        return Optional.empty();
    }

    private Arguments arguments(InputRow row, int[] places) {
        @Nullable Object[] values = new @Nullable Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = places[i] >= 0
                    ? row.values().get(places[i])
                    : constants.find(parameters.get(i).name(), Object.class).orElse(null);
        }
        return Arguments.of(function.description().signature(), values);
    }

    /** Where each parameter's value is in a row; -1 for one that is the same for all rows. */
    private int[] places(InputLayout layout) {
        return parameters.stream()
                .mapToInt(p -> slot(p).map(layout::place).orElse(-1))
                .toArray();
    }

    private Optional<InputLayout.Slot> slot(Parameter parameter) {
        return Optional.ofNullable(columns.get(parameter.name()))
                .map(column -> new InputLayout.Slot(column, parameter.type()));
    }

    /** What it wants of a row. */
    List<InputLayout.Slot> slots() {
        return parameters.stream().flatMap(p -> slot(p).stream()).toList();
    }

    /** Whether an error of its own stops the filling of the column. */
    boolean aborts() {
        return cell.onError() == OnError.ABORT;
    }
}

package dev.plumb.runtime.sample;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.runtime.call.Answer;
import dev.plumb.runtime.call.FunctionCaller;
import dev.plumb.runtime.cell.ColumnValues;
import dev.plumb.runtime.cell.UnsuitableValueException;
import dev.plumb.runtime.function.BoundCall;
import dev.plumb.runtime.readonly.ReadOnlySession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function that is called.
 *
 * @param types of the inputs, SQL with physical names
 * @param taken by the column: whether its type takes a value, which the server knows
 */
record CallEvaluation(
        ReadOnlySession session,
        String column,
        Map<String, String> types,
        BoundCall call,
        FunctionCaller caller,
        Optional<ServerEvaluation> taken)
        implements Evaluation {
    /** What {@link #taken} calls the value. */
    static final String VALUE = "value";

    @Override
    public SampledValue of(Map<String, Optional<String>> row) throws SQLException, InterruptedException {
        Arguments arguments;
        try {
            arguments = arguments(row);
        } catch (UnsuitableValueException e) {
            return SampledValue.failed(
                    column, UnsuitableValueException.TYPE, String.valueOf(e.getMessage()), Duration.ZERO);
        }
        long start = System.nanoTime();
        Answer answer = caller.compute(List.of(arguments)).get(0);
        Duration time = ServerEvaluation.since(start);
        if (answer.outcome() instanceof Outcome.Failure failure) {
            return SampledValue.failed(column, failure.type(), failure.message(), time);
        }
        Optional<String> text = answer.outcome() instanceof Outcome.Value value && value.value() != null
                ? Optional.of(ColumnValues.text(value.value()))
                : Optional.empty();
        if (taken.isEmpty()) {
            return new SampledValue(column, text, Optional.empty(), time);
        }
        SampledValue kept = taken.get().of(Map.of(VALUE, text));
        return new SampledValue(column, kept.text(), kept.failure(), time);
    }

    private Arguments arguments(Map<String, Optional<String>> row) throws SQLException, UnsuitableValueException {
        List<Parameter> given = call.function().description().signature().parameters().stream()
                .filter(p -> call.columns().containsKey(p.name()))
                .toList();
        List<@Nullable Object> read = read(row, given);
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < read.size(); i++) {
            if (read.get(i) instanceof UnsuitableValueException e) {
                throw e;
            }
            values.put(given.get(i).name(), read.get(i));
        }
        return call.row(values);
    }

    /** The server reads its own text forms, so that a value is here what it is when rows are filled. */
    private List<@Nullable Object> read(Map<String, Optional<String>> row, List<Parameter> given) throws SQLException {
        if (given.isEmpty()) {
            return List.of();
        }
        List<String> columns =
                given.stream().map(p -> call.columns().get(p.name())).toList();
        String sql = columns.stream()
                .map(c -> "?::pg_catalog.text::" + types.get(c))
                .collect(Collectors.joining(", ", "select ", ""));
        List<Optional<String>> values =
                columns.stream().map(c -> row.getOrDefault(c, Optional.empty())).toList();
        return session.query(sql, values, rows -> read(rows, given));
    }

    private static List<@Nullable Object> read(ResultSet rows, List<Parameter> given) throws SQLException {
        rows.next();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            try {
                values.add(ColumnValues.read(rows, i + 1, given.get(i).type()));
            } catch (UnsuitableValueException e) {
                values.add(e);
            }
        }
        return values;
    }
}

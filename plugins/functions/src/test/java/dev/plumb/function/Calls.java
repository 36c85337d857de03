package dev.plumb.function;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls functions as Plumb does. */
public final class Calls {
    private Calls() {}

    /** What the function gives for one row. */
    public static Outcome of(ColumnFunction function, Map<String, ? extends Object> arguments) throws Exception {
        Arguments row = function.signature().arguments(arguments);
        return function.compute(List.of(row)).get(0);
    }

    /** The value for a row in which only this argument is given. */
    public static @Nullable Object value(ColumnFunction function, String parameter, Object argument) throws Exception {
        Outcome outcome = of(function, Map.of(parameter, argument));
        if (outcome instanceof Outcome.Value value) {
            return value.value();
        }
        throw new AssertionError("expected a value: " + outcome);
    }

    /** What the function says of these literals. */
    public static List<String> problems(ColumnFunction function, Map<String, ? extends Object> literals) {
        return function.problems(function.signature().constants(literals, Set.of()));
    }
}

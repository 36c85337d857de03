package dev.plumb.runtime.function;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Parameter;
import dev.plumb.schema.Argument;
import dev.plumb.schema.ArgumentVisitor;
import dev.plumb.schema.Spec;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function and the arguments that a spec gives it.
 *
 * @param constants those that are the same for every row
 * @param columns by parameter
 */
public record BoundCall(LoadedFunction function, Arguments constants, Map<String, String> columns) {
    public BoundCall {
        columns = Map.copyOf(columns);
    }

    /**
     * Finds the function and checks what it is given.
     *
     * @param variables of the project, by name
     * @param spec for the places of its parts
     * @throws SpecException with everything that does not fit
     */
    public static BoundCall of(
            FunctionCatalog catalog, Map<String, String> variables, Spec spec, DeclaredCall declared) {
        CallChecks checks = new CallChecks(catalog, variables, spec);
        List<Problem> problems = new ArrayList<>(checks.unbound(declared));
        if (problems.isEmpty()) {
            problems.addAll(checks.problems(declared));
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        LoadedFunction function = catalog.find(declared.call().function()).orElseThrow();
        Binding binding = new Binding(function, variables);
        declared.call().arguments().forEach(binding::add);
        return binding.bound();
    }

    /**
     * The arguments of one row.
     *
     * @param values of the parameters that columns are given to, in the types of these parameters
     */
    public Arguments row(Map<String, ? extends @Nullable Object> values) {
        List<Parameter> parameters = function.description().signature().parameters();
        @Nullable Object[] all = new @Nullable Object[parameters.size()];
        for (int i = 0; i < all.length; i++) {
            String name = parameters.get(i).name();
            all[i] = columns.containsKey(name)
                    ? values.get(name)
                    : constants.find(name, Object.class).orElse(null);
        }
        return Arguments.of(function.description().signature(), all);
    }

    /** Collects arguments that are known to fit. */
    private static final class Binding {
        private final LoadedFunction function;
        private final ArgumentLiteral literals;
        private final Map<String, @Nullable Object> constants = new HashMap<>();
        private final Map<String, String> columns = new HashMap<>();

        Binding(LoadedFunction function, Map<String, String> variables) {
            this.function = function;
            this.literals = ArgumentLiteral.filledWith(name -> variables.getOrDefault(name, ""));
        }

        void add(String name, Argument argument) {
            Parameter parameter =
                    function.description().signature().parameter(name).orElseThrow();
            argument.accept(new ArgumentVisitor<Boolean>() {
                @Override
                public Boolean column(Argument.ColumnInput input) {
                    columns.put(name, input.name());
                    return true;
                }

                @Override
                public Boolean literal(Argument.Literal literal) {
                    constants.put(name, literals.value(literal.value(), parameter.type()));
                    return true;
                }
            });
        }

        BoundCall bound() {
            return new BoundCall(
                    function, function.description().signature().constants(constants, columns.keySet()), columns);
        }
    }
}

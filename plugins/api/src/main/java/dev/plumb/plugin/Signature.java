package dev.plumb.plugin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a function takes and what it gives.
 *
 * @param parameters in the order in which people read them; no two have the same name
 * @param result the type of its values
 */
public record Signature(List<Parameter> parameters, ValueType result) {
    public Signature {
        Objects.requireNonNull(result, "result");
        parameters = List.copyOf(parameters);
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException("the parameter " + parameter.name() + " is there twice");
            }
        }
    }

    public static Signature of(ValueType result, Parameter... parameters) {
        return new Signature(List.of(parameters), result);
    }

    /** The parameter of this name. */
    public Optional<Parameter> parameter(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /**
     * The arguments of one row by name, with defaults for those that are not given: for tests, and for whoever calls a function by hand.
     *
     * @throws IllegalArgumentException if a name is not a parameter, a value is not of its type, or a required one is not given
     */
    public Arguments arguments(Map<String, ? extends @Nullable Object> given) {
        for (Parameter parameter : parameters) {
            if (parameter.required() && !given.containsKey(parameter.name())) {
                throw new IllegalArgumentException("the argument " + parameter.name() + " is missing");
            }
        }
        return filled(given, Set.of());
    }

    /**
     * The arguments that are the same for every row.
     *
     * @param literals those that a schema gives as literals; a null among them is as good as not known
     * @param columns the names of the parameters that a schema gives as columns, which are therefore not known
     * @throws IllegalArgumentException if a name is not a parameter or a value is not of its type
     */
    public Arguments constants(Map<String, ? extends @Nullable Object> literals, Set<String> columns) {
        return filled(literals, columns);
    }

    private Arguments filled(Map<String, ? extends @Nullable Object> given, Set<String> unknown) {
        Map<String, @Nullable Object> rest = new HashMap<>(given);
        @Nullable Object[] values = new @Nullable Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = parameters.get(i);
            boolean isGiven = rest.containsKey(parameter.name());
            Object value = rest.remove(parameter.name());
            if (value != null && !parameter.type().isValue(value)) {
                throw new IllegalArgumentException("the argument " + parameter.name() + " is of the class "
                        + value.getClass().getName() + ", expected "
                        + parameter.type().javaClass().getName());
            }
            boolean takesDefault = !isGiven && !unknown.contains(parameter.name());
            values[i] = takesDefault ? parameter.defaultValue().orElse(null) : value;
        }
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("there is no parameter " + String.join(", ", rest.keySet()));
        }
        return Arguments.of(this, values);
    }

    int indexOf(String name) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no parameter " + name + " in " + this);
    }

    /** As in a declaration, such as {@code (text text, separator text default '-') returns text}. */
    @Override
    public String toString() {
        return parameters.stream().map(Parameter::toString).collect(Collectors.joining(", ", "(", ")")) + " returns "
                + result.sqlName();
    }
}

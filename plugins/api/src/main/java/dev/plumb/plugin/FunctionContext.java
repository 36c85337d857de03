package dev.plumb.plugin;

import java.util.Map;
import java.util.Optional;

/**
 * What a function is given when it is opened. Its text form shows no value: variables hold keys and passwords, and a function must not
 * put one into a message either.
 */
public final class FunctionContext {
    private final Map<String, String> variables;

    private FunctionContext(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /**
     * A context of these variables.
     *
     * @param variables by name: those of the process over those of the project's {@code .env}
     */
    public static FunctionContext of(Map<String, String> variables) {
        return new FunctionContext(variables);
    }

    /** The environment variable of this name, such as {@code OPENAI_API_KEY}; nothing if it is not set or empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * The environment variable of this name.
     *
     * @throws UnusableException of the type {@code variable_not_set} if it is not set or empty
     */
    public String requiredVariable(String name) throws UnusableException {
        return variable(name)
                .orElseThrow(() -> new UnusableException(
                        "variable_not_set",
                        "the variable " + name + " is not set; set it in the environment or in the project's .env"));
    }

    @Override
    public String toString() {
        return "FunctionContext[" + variables.size() + " variables]";
    }
}

package dev.plumb.runtime.function;

import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Signature;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a function says about itself, asked once and checked.
 *
 * @param name such as {@code text.slug}
 * @param version not blank
 * @param description one sentence
 */
public record FunctionDescription(String name, String version, String description, Signature signature, Limits limits) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");

    public FunctionDescription {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "its name '" + name + "' is not of lower-case words joined by dots, such as acme.summarize");
        }
        if (version.isBlank()) {
            throw new IllegalArgumentException("its version is blank");
        }
        Objects.requireNonNull(description, "its description is null");
        Objects.requireNonNull(signature, "its signature is null");
        Objects.requireNonNull(limits, "its limits are null");
    }

    static FunctionDescription of(ColumnFunction function) {
        return new FunctionDescription(
                Objects.requireNonNull(function.name(), "its name is null"),
                Objects.requireNonNull(function.version(), "its version is null"),
                function.description(),
                function.signature(),
                function.limits());
    }
}

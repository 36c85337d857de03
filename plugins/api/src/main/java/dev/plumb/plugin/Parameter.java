package dev.plumb.plugin;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a function takes.
 *
 * @param name what a schema calls it: lower-case letters, digits and underscores
 * @param type of its values
 * @param description a few words on what it means
 * @param required whether a schema must give it
 * @param defaultValue of one that is not required and that a schema does not give, if there is one; else it is null then
 * @param acceptsNull whether the function is called for a row in which it is null; else such a row's result is null without a call
 * @param constant whether a schema gives it as a literal and not as a column, so that all rows of a call have the same value
 */
public record Parameter(
        String name,
        ValueType type,
        String description,
        boolean required,
        Optional<Object> defaultValue,
        boolean acceptsNull,
        boolean constant) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public Parameter {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(description, "description");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the parameter name '" + name + "' is not of lower-case letters, digits and underscores");
        }
        if (required && defaultValue.isPresent()) {
            throw new IllegalArgumentException(
                    "the parameter " + name + " is required, its default would never be used");
        }
        if (!required && defaultValue.isEmpty() && !acceptsNull) {
            throw new IllegalArgumentException(
                    "the parameter " + name
                            + " is neither required nor has a default nor accepts nulls: without it the result would always be null");
        }
        if (defaultValue.filter(value -> !type.isValue(value)).isPresent()) {
            throw new IllegalArgumentException(
                    "the default of the parameter " + name + " is not of the type " + type.sqlName());
        }
    }

    /** One that a schema must give, as a column or a literal. */
    public static Parameter required(String name, ValueType type, String description) {
        return new Parameter(name, type, description, true, Optional.empty(), false, false);
    }

    /** One that has this value where a schema does not give it. */
    public static Parameter withDefault(String name, ValueType type, Object defaultValue, String description) {
        return new Parameter(name, type, description, false, Optional.of(defaultValue), false, false);
    }

    /** One that is null where a schema does not give it. */
    public static Parameter optional(String name, ValueType type, String description) {
        return new Parameter(name, type, description, false, Optional.empty(), true, false);
    }

    /** The same, and the function is also called for rows in which it is null. */
    public Parameter acceptingNull() {
        return new Parameter(name, type, description, required, defaultValue, true, constant);
    }

    /** The same, and a schema must give it as a literal: it is one value for all rows. */
    public Parameter asConstant() {
        return new Parameter(name, type, description, required, defaultValue, acceptsNull, true);
    }

    /** As in a declaration, such as {@code separator text default '-'}. */
    @Override
    public String toString() {
        return name + " " + type.sqlName() + defaultText();
    }

    private String defaultText() {
        if (required) {
            return "";
        }
        return " default "
                + defaultValue
                        .map(value ->
                                value instanceof String text ? "'" + text.replace("'", "''") + "'" : value.toString())
                        .orElse("null");
    }
}

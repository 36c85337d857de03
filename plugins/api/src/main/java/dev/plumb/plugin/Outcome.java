package dev.plumb.plugin;

import org.jspecify.annotations.Nullable;

/** What a function says about one row: its value, or why it has none. */
public sealed interface Outcome {
    /** This row's value: of the class of the result's type, or null. */
    static Outcome value(@Nullable Object value) {
        return new Value(value);
    }

    /**
     * This row has no value, and trying again would not change that.
     *
     * @param type a short stable word for the kind of error, such as {@code invalid_json}
     * @param message a sentence for people, without secrets
     */
    static Outcome error(String type, String message) {
        return new Failure(type, message);
    }

    /**
     * The value of a row.
     *
     * @param value of the class of the result's type, or null
     */
    record Value(@Nullable Object value) implements Outcome {}

    /**
     * Why a row has no value.
     *
     * @param type a short stable word for the kind of error
     * @param message a sentence for people, without secrets
     */
    record Failure(String type, String message) implements Outcome {
        public Failure {
            if (type.isBlank() || message.isBlank()) {
                throw new IllegalArgumentException("an error has a type and a message");
            }
        }
    }
}

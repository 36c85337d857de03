package dev.plumb.environment;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the text of a variable must look like. */
public enum VariableType {
    STRING("any text", ".*"),
    INTEGER("a whole number", "[-+]?[0-9]{1,18}"),
    NUMBER("a number", "[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?"),
    BOOLEAN("true or false", "true|false");

    private final String expected;
    private final Pattern form;

    VariableType(String expected, String form) {
        this.expected = expected;
        this.form = Pattern.compile(form, Pattern.DOTALL);
    }

    /** As {@code plumb.yaml} writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What was expected in place of the text; empty when the text will do. */
    Optional<String> expectedInPlaceOf(String text) {
        return form.matcher(text).matches() ? Optional.empty() : Optional.of(expected);
    }

    static Map<String, VariableType> byWord() {
        return Stream.of(values()).collect(Collectors.toMap(VariableType::word, Function.identity()));
    }
}

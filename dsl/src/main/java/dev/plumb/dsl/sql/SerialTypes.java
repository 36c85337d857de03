package dev.plumb.dsl.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words that look like types and mean an integer with a sequence. */
final class SerialTypes {
    private static final Map<String, String> INTEGERS = Map.of(
            "smallserial", "smallint",
            "serial2", "smallint",
            "serial", "integer",
            "serial4", "integer",
            "bigserial", "bigint",
            "serial8", "bigint");

    private SerialTypes() {}

    /** The integer type behind the word. */
    static Optional<String> of(String type) {
        return Optional.ofNullable(INTEGERS.get(type.toLowerCase(Locale.ROOT)));
    }
}

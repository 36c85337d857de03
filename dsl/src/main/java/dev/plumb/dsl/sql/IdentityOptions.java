package dev.plumb.dsl.sql;

import dev.plumb.schema.SequenceOptions;
import java.util.List;
import java.util.Optional;

/** Reads {@code (start with 10 increment by 5 no cycle)}. */
final class IdentityOptions {
    private static final List<String> WORDS =
            List.of("start", "increment", "minvalue", "maxvalue", "cache", "cycle", "no");

    private final SqlCursor cursor;
    private Optional<Long> start = Optional.empty();
    private Optional<Long> increment = Optional.empty();
    private Optional<Long> minValue = Optional.empty();
    private Optional<Long> maxValue = Optional.empty();
    private Optional<Long> cache = Optional.empty();
    private boolean cycle;

    private IdentityOptions(SqlCursor cursor) {
        this.cursor = cursor;
    }

    static SequenceOptions read(SqlCursor cursor) {
        if (!cursor.acceptSymbol("(")) {
            return SequenceOptions.DEFAULT;
        }
        IdentityOptions options = new IdentityOptions(cursor);
        while (!cursor.acceptSymbol(")")) {
            options.option();
        }
        return new SequenceOptions(
                options.start, options.increment, options.minValue, options.maxValue, options.cache, options.cycle);
    }

    private void option() {
        if (cursor.accept("start")) {
            cursor.accept("with");
            start = Optional.of(cursor.number("the start"));
        } else if (cursor.accept("increment")) {
            cursor.accept("by");
            increment = Optional.of(cursor.number("the increment"));
        } else if (cursor.accept("minvalue")) {
            minValue = Optional.of(cursor.number("the lowest value"));
        } else if (cursor.accept("maxvalue")) {
            maxValue = Optional.of(cursor.number("the highest value"));
        } else if (cursor.accept("cache")) {
            cache = Optional.of(cursor.number("the size of the cache"));
        } else if (cursor.accept("cycle")) {
            cycle = true;
        } else if (!cursor.accept("no", "minvalue")
                && !cursor.accept("no", "maxvalue")
                && !cursor.accept("no", "cycle")) {
            throw cursor.unexpectedWord(WORDS);
        }
    }
}

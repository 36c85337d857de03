package com.example.plumb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingTimeTest {
    private final ReadingTime function = new ReadingTime();

    private Arguments row(String text) {
        return function.signature().arguments(Map.of("text", text, "words_per_minute", 2));
    }

    @Test
    void minutesAreRoundedUp() {
        assertEquals(
                List.of(Outcome.value(0), Outcome.value(1), Outcome.value(2)),
                function.compute(List.of(row(""), row("one two"), row("one two three"))));
    }
}

package dev.plumb.dsl;

import dev.plumb.schema.SequenceOptions;
import java.util.Optional;

/** How a sequence counts; what is not said is PostgreSQL's default. */
public final class SequenceOptionsBuilder extends Builder {
    private Optional<Long> start = Optional.empty();
    private Optional<Long> increment = Optional.empty();
    private Optional<Long> min = Optional.empty();
    private Optional<Long> max = Optional.empty();
    private Optional<Long> cache = Optional.empty();
    private boolean cycle;

    SequenceOptionsBuilder(Recording recording) {
        super(recording);
    }

    public SequenceOptionsBuilder start(long value) {
        start = Optional.of(value);
        return this;
    }

    public SequenceOptionsBuilder increment(long value) {
        increment = Optional.of(value);
        return this;
    }

    public SequenceOptionsBuilder min(long value) {
        min = Optional.of(value);
        return this;
    }

    public SequenceOptionsBuilder max(long value) {
        max = Optional.of(value);
        return this;
    }

    public SequenceOptionsBuilder cache(long values) {
        cache = Optional.of(values);
        return this;
    }

    public SequenceOptionsBuilder cycle() {
        cycle = true;
        return this;
    }

    SequenceOptions build() {
        return new SequenceOptions(start, increment, min, max, cache, cycle);
    }
}

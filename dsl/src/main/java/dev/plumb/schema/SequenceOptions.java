package dev.plumb.schema;

import java.util.Optional;

/**
 * The options of a sequence. An absent option stands for PostgreSQL's default for the sequence's type and direction; the
 * canonical form has every default absent, so that equal sequences are equal records.
 */
public record SequenceOptions(
        Optional<Long> start,
        Optional<Long> increment,
        Optional<Long> minValue,
        Optional<Long> maxValue,
        Optional<Long> cache,
        boolean cycle) {
    public static final SequenceOptions DEFAULT = new SequenceOptions(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    public SequenceOptions withStart(Optional<Long> start) {
        return new SequenceOptions(start, increment, minValue, maxValue, cache, cycle);
    }

    public SequenceOptions withIncrement(Optional<Long> increment) {
        return new SequenceOptions(start, increment, minValue, maxValue, cache, cycle);
    }

    public SequenceOptions withMinValue(Optional<Long> minValue) {
        return new SequenceOptions(start, increment, minValue, maxValue, cache, cycle);
    }

    public SequenceOptions withMaxValue(Optional<Long> maxValue) {
        return new SequenceOptions(start, increment, minValue, maxValue, cache, cycle);
    }

    public SequenceOptions withCache(Optional<Long> cache) {
        return new SequenceOptions(start, increment, minValue, maxValue, cache, cycle);
    }

    public SequenceOptions withCycle(boolean cycle) {
        return new SequenceOptions(start, increment, minValue, maxValue, cache, cycle);
    }

    /**
     * The same options with everything that equals PostgreSQL's default left out.
     *
     * @param dataType {@code smallint}, {@code integer} or {@code bigint}
     */
    public SequenceOptions canonical(String dataType) {
        long typeMax = dataType.equals("smallint")
                ? Short.MAX_VALUE
                : dataType.equals("integer") ? Integer.MAX_VALUE : Long.MAX_VALUE;
        boolean ascending = increment.orElse(1L) > 0;
        long lowest = ascending ? 1 : -typeMax - 1;
        long highest = ascending ? typeMax : -1;
        long first = ascending ? minValue.orElse(lowest) : maxValue.orElse(highest);
        return new SequenceOptions(
                start.filter(v -> v != first),
                increment.filter(v -> v != 1),
                minValue.filter(v -> v != lowest),
                maxValue.filter(v -> v != highest),
                cache.filter(v -> v != 1),
                cycle);
    }
}

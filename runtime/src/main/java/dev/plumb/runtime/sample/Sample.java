package dev.plumb.runtime.sample;

import java.util.List;
import java.util.Optional;

/**
 * What came of trying a column.
 *
 * @param function name and version; absent when the server evaluates it
 * @param rows fewer than asked for when there are no more
 */
public record Sample(Optional<String> function, List<SampledRow> rows, SampleEstimate estimate) {
    public Sample {
        rows = List.copyOf(rows);
    }
}

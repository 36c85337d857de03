package dev.plumb.runtime.sample;

import java.util.List;

/**
 * One row.
 *
 * @param key the values of its primary key, a JSON array; empty when the table has none
 * @param inputs what the column is computed from, the computed ones among them computed anew
 * @param result the column itself
 */
public record SampledRow(String key, List<SampledValue> inputs, SampledValue result) {
    public SampledRow {
        inputs = List.copyOf(inputs);
    }
}

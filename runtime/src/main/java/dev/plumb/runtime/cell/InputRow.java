package dev.plumb.runtime.cell;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What functions need of one row.
 *
 * @param key the columns of the key, as text
 * @param stripe of its window
 * @param version changes whenever somebody writes the row
 * @param failed the inputs that have an error
 * @param values in the order of an {@link InputLayout}; an {@link UnsuitableValueException} in place of a value that the type lacks
 */
record InputRow(List<String> key, int stripe, String version, Set<String> failed, List<@Nullable Object> values) {
    /** Whether functions would give the same for both. */
    boolean hasInputsOf(InputRow other) {
        return failed.equals(other.failed) && Arrays.deepEquals(values.toArray(), other.values.toArray());
    }
}

package dev.plumb.runtime.cell;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What functions need of one row.
 *
 * @param key a JSON array
 * @param guard stands for the inputs as they were read
 * @param failed the inputs that have an error
 * @param values in the order of an {@link InputLayout}; an {@link UnsuitableValueException} in place of a value that the type lacks
 */
record InputRow(String key, String guard, Set<String> failed, List<@Nullable Object> values) {}

package dev.plumb.dsl;

import dev.plumb.schema.StorageParameters;
import java.util.Map;
import java.util.TreeMap;

/** Collects {@code with (…)}. */
final class Parameters {
    private final Map<String, String> values = new TreeMap<>();

    void put(String parameter, String value) {
        values.put(parameter, value);
    }

    StorageParameters build() {
        return new StorageParameters(values);
    }
}

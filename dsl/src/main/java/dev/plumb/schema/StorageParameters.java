package dev.plumb.schema;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Options in {@code with (…)}, by name: {@code fillfactor}, {@code autovacuum_enabled}, {@code security_invoker}. Values are
 * kept as PostgreSQL stores them.
 */
public record StorageParameters(Map<String, String> values) {
    public static final StorageParameters NONE = new StorageParameters(Map.of());

    public StorageParameters {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }
}

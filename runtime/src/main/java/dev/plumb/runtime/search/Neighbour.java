package dev.plumb.runtime.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row that was found.
 *
 * @param key its values, a JSON array
 * @param distance by the metric of the index, less is nearer
 * @param columns the beginnings of some of its columns, the embedded one last
 */
public record Neighbour(String key, double distance, Map<String, Optional<String>> columns) {
    public Neighbour {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
}

package dev.plumb.plan.diff;

import dev.plumb.schema.StorageParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The difference between two sets of parameters.
 *
 * @param set new and changed ones
 * @param reset names of those that go, sorted
 */
record ParameterChange(Optional<StorageParameters> set, Optional<List<String>> reset) {
    static ParameterChange between(StorageParameters live, StorageParameters desired) {
        Map<String, String> changed = new TreeMap<>(desired.values());
        changed.entrySet().removeAll(live.values().entrySet());
        List<String> gone = live.values().keySet().stream()
                .filter(p -> !desired.values().containsKey(p))
                .sorted()
                .toList();
        return new ParameterChange(
                Optional.of(new StorageParameters(changed)).filter(p -> !p.isEmpty()),
                Optional.of(gone).filter(g -> !g.isEmpty()));
    }
}

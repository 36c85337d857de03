package dev.plumb.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an apply did to many tenants.
 *
 * @param applied those with whom all of the plan is done
 * @param failed those with whom it is not, or not all of it, and why; in the order in which they were begun
 * @param notBegun those whose turn did not come
 */
public record FleetResult(List<String> applied, Map<String, RuntimeException> failed, List<String> notBegun) {
    public FleetResult {
        applied = List.copyOf(applied);
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
        notBegun = List.copyOf(notBegun);
    }

    /** Whether everything is done. */
    public boolean isComplete() {
        return failed.isEmpty() && notBegun.isEmpty();
    }
}

package dev.plumb.plan.diff;

import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Collects what differs, one line each: {@code type: integer -> bigint}. */
final class Details {
    static final String NONE = "none";

    private final List<String> lines = new ArrayList<>();

    Details compare(String what, String live, String desired) {
        if (!live.equals(desired)) {
            lines.add(what + ": " + live + " -> " + desired);
        }
        return this;
    }

    Details compare(String what, Optional<String> live, Optional<String> desired) {
        return compare(what, live.orElse(NONE), desired.orElse(NONE));
    }

    Details compare(String what, boolean live, boolean desired) {
        return compare(what, live ? "yes" : "no", desired ? "yes" : "no");
    }

    Details compareNames(String what, List<String> live, List<String> desired) {
        return compare(what, names(live), names(desired));
    }

    /** SQL of elements, in order. */
    Details compareSql(String what, List<String> live, List<String> desired) {
        return compare(what, sql(live), sql(desired));
    }

    Details compare(String what, StorageParameters live, StorageParameters desired) {
        return compare(what, parameters(live), parameters(desired));
    }

    Details comment(Optional<String> live, Optional<String> desired) {
        return compare("comment", live.map(SqlNames::literal), desired.map(SqlNames::literal));
    }

    Details add(String line) {
        lines.add(line);
        return this;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? NONE : SqlNames.list(names);
    }

    private static String sql(List<String> elements) {
        return elements.isEmpty() ? NONE : String.join(", ", elements);
    }

    private static String parameters(StorageParameters parameters) {
        return parameters.isEmpty()
                ? NONE
                : parameters.values().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", "));
    }
}

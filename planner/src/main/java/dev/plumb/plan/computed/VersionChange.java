package dev.plumb.plan.computed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Another version of a function, where nothing else is declared in another way.
 *
 * @param function its name
 * @param present the version that computed the values that are there
 * @param declared the one that is at hand
 */
public record VersionChange(String function, String present, String declared) {
    private static final String VERSION = "version";

    /** Nothing when there is no such change, or more than that. */
    public static Optional<VersionChange> between(Cell present, Cell declared) {
        Optional<ObjectNode> now = CallVersion.definition(present);
        Optional<ObjectNode> then = CallVersion.definition(declared);
        if (now.isEmpty() || then.isEmpty() || !present.type().equals(declared.type())) {
            return Optional.empty();
        }
        JsonNode former = now.get().path(VERSION);
        JsonNode latter = then.get().path(VERSION);
        boolean rest = now.get().without(VERSION).equals(then.get().without(VERSION));
        return rest && !former.equals(latter)
                ? Optional.of(new VersionChange(now.get().path("function").asText(), former.asText(), latter.asText()))
                : Optional.empty();
    }

    /** Whether both cells are computed by functions of the same name, or both by the server: about as fast. */
    public static boolean isAlike(Cell one, Cell other) {
        return CallVersion.definition(one)
                .map(d -> d.path("function"))
                .equals(CallVersion.definition(other).map(d -> d.path("function")));
    }
}

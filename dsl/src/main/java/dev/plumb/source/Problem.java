package dev.plumb.source;

import java.util.Optional;

/**
 * One thing that is wrong with a spec.
 *
 * @param location where; absent only for what has no file
 * @param message what was found and what was expected, one sentence
 * @param remedy what to do next, such as the nearest valid name
 */
public record Problem(Optional<SourceLocation> location, String message, Optional<String> remedy) {
    public static Problem at(SourceLocation location, String message) {
        return new Problem(Optional.of(location), message, Optional.empty());
    }

    public static Problem at(SourceLocation location, String message, String remedy) {
        return new Problem(Optional.of(location), message, Optional.of(remedy));
    }

    @Override
    public String toString() {
        return location.map(l -> l + ": ").orElse("")
                + message
                + remedy.map(r -> "; " + r).orElse("");
    }
}

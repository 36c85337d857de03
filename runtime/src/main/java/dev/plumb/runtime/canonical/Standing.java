package dev.plumb.runtime.canonical;

import java.util.Map;
import java.util.Optional;

/** What was read back of a stand-in. */
final class Standing {
    private Standing() {}

    /**
     * The part of a stand-in that was created under that name.
     *
     * @throws IllegalStateException when the reader did not find it
     */
    static <K, T> T of(Map<K, T> parts, K name) {
        return Optional.ofNullable(parts.get(name))
                .orElseThrow(() -> new IllegalStateException("the stand-in of '" + name + "' was not read back"));
    }
}

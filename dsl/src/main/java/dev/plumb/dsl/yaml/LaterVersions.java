package dev.plumb.dsl.yaml;

import dev.plumb.source.YamlMap;

/** Keys that are part of the language but that this version cannot act on: better refused than passed over. */
final class LaterVersions {
    private LaterVersions() {}

    static void reject(YamlMap map, String key) {
        if (map.has(key)) {
            map.problems()
                    .report(
                            map.locationOf(key),
                            "this version of Plumb does not know '" + key + "' yet",
                            "take it out until a later version does");
        }
    }
}

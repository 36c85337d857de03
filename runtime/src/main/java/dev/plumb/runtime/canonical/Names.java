package dev.plumb.runtime.canonical;

import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.sql.NameMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How the names of a schema's directories are mapped to a scratch area, and what is not there to the environment. */
final class Names {
    private Names() {}

    /**
     * @param schema whose objects have stand-ins
     * @param scratch schemas here by logical name
     * @param live schemas of the environment by directory
     * @param liveNames what is known to stand in the environment, by logical schema
     */
    static NameMap ofStandIns(
            Schema schema,
            Map<String, String> scratch,
            Map<DirectoryPath, String> live,
            Map<String, Set<String>> liveNames) {
        return map(objectNames(schema), scratch, live, liveNames);
    }

    /**
     * @param standIns names of what is here, by logical schema
     * @param scratch schemas here by logical name
     * @param live schemas of the environment by directory
     * @param liveNames what is known to stand in the environment, by logical schema
     */
    static NameMap map(
            Map<String, Set<String>> standIns,
            Map<String, String> scratch,
            Map<DirectoryPath, String> live,
            Map<String, Set<String>> liveNames) {
        Map<String, String> here = new HashMap<>(scratch);
        Map<String, String> elsewhere = new HashMap<>();
        live.forEach((directory, physical) -> {
            if (here.putIfAbsent(directory.schemaName(), physical) != null) {
                elsewhere.put(directory.schemaName(), physical);
            }
        });
        return new NameMap(here, union(liveNames, standIns)).withElsewhere(elsewhere, standIns);
    }

    /** Names of both, by logical schema. */
    static Map<String, Set<String>> union(Map<String, Set<String>> some, Map<String, Set<String>> others) {
        Map<String, Set<String>> union = new HashMap<>();
        Stream.of(some, others)
                .forEach(names -> names.forEach((schema, n) ->
                        union.computeIfAbsent(schema, s -> new HashSet<>()).addAll(n)));
        return union;
    }

    /** Relations and types by the logical schema that they are in. */
    static Map<String, Set<String>> objectNames(Schema schema) {
        Map<String, Set<String>> names = new HashMap<>();
        for (Directory directory : schema.directories()) {
            Set<String> here = names.computeIfAbsent(directory.path().schemaName(), d -> new HashSet<>());
            directory.objects().stream().map(SchemaObject::name).forEach(here::add);
        }
        return names;
    }

    /** {@code live} turned round. */
    static Map<String, DirectoryPath> byPhysical(Map<DirectoryPath, String> live) {
        Map<String, DirectoryPath> inverse = new HashMap<>();
        live.forEach((directory, physical) -> inverse.put(physical, directory));
        return inverse;
    }
}

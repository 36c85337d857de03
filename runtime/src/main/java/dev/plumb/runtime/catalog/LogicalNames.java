package dev.plumb.runtime.catalog;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.sql.NameMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns what the catalog says into the directories' own names; remembers the texts it has mapped, types above all. */
final class LogicalNames {
    private final Map<String, DirectoryPath> directories = new HashMap<>();
    private final Map<String, Set<String>> knownNames;
    private final NameMap names;
    private final Map<String, String> mapped = new HashMap<>();

    /**
     * @param schemas physical schema by directory
     * @param knownNames by physical schema
     * @param standIns the names of what is read when it is no directory's own schema
     */
    LogicalNames(Map<DirectoryPath, String> schemas, Map<String, Set<String>> knownNames, Optional<NameMap> standIns) {
        Map<String, String> physical = new HashMap<>();
        Map<String, Set<String>> known = new HashMap<>();
        schemas.forEach((directory, schema) -> {
            directories.put(schema, directory);
            physical.put(directory.schemaName(), schema);
            known.put(directory.schemaName(), Set.copyOf(knownNames.getOrDefault(schema, Set.of())));
        });
        this.knownNames = Map.copyOf(known);
        this.names = standIns.orElseGet(() -> new NameMap(physical, known));
    }

    /** By the directory's schema name. */
    Map<String, Set<String>> knownNames() {
        return knownNames;
    }

    /** The directory of a schema; a schema outside stands for itself. */
    DirectoryPath directory(String schema) {
        return inside(schema).orElseGet(() -> DirectoryPath.ofSchemaName(schema));
    }

    /** The directory of a schema, unless it is outside. */
    Optional<DirectoryPath> inside(String schema) {
        return Optional.ofNullable(directories.get(schema));
    }

    QualifiedName qualified(String schema, String name) {
        return new QualifiedName(names.logicalSchema(schema), name);
    }

    String sql(String physicalSql) {
        return physicalSql.indexOf('.') < 0 ? physicalSql : mapped.computeIfAbsent(physicalSql, names::toLogical);
    }

    Optional<String> sql(Optional<String> physicalSql) {
        return physicalSql.map(this::sql);
    }
}

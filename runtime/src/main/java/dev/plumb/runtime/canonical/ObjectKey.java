package dev.plumb.runtime.canonical;

import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An object by its name alone, whatever its kind: what a part's address says of the object that it is in. A relation and a type of
 * one name are one key.
 */
record ObjectKey(DirectoryPath directory, String name) {
    /** Empty for a directory. */
    static Optional<ObjectKey> of(Address address) {
        return address.kind() == ObjectKind.DIRECTORY
                ? Optional.empty()
                : address.object().map(o -> new ObjectKey(address.directory(), o));
    }

    /** The objects of a schema by key and kind. */
    static Map<Address, SchemaObject> objects(Schema schema) {
        Map<Address, SchemaObject> objects = new LinkedHashMap<>();
        for (Directory directory : schema.directories()) {
            directory.objects().forEach(o -> objects.put(o.address(directory.path()), o));
        }
        return objects;
    }

    /** The schema of objects that are apart. */
    static Schema schema(Map<Address, SchemaObject> objects) {
        Map<DirectoryPath, List<SchemaObject>> byDirectory = new TreeMap<>();
        objects.forEach((address, object) -> byDirectory
                .computeIfAbsent(address.directory(), d -> new ArrayList<>())
                .add(object));
        return new Schema(byDirectory.entrySet().stream()
                .map(e -> new Directory(e.getKey(), e.getValue(), Optional.empty(), Declaration.NONE))
                .toList());
    }

    /** The schema with only those objects, and only the directories that hold any. */
    static Schema restrict(Schema schema, Set<ObjectKey> keys) {
        return new Schema(schema.directories().stream()
                .map(d -> d.withObjects(d.objects().stream()
                        .filter(o -> keys.contains(new ObjectKey(d.path(), o.name())))
                        .toList()))
                .filter(d -> !d.objects().isEmpty())
                .toList());
    }
}

package dev.plumb.schema;

import dev.plumb.source.SourceLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A declared schema with the places it was declared at.
 *
 * @param schema as written: SQL fragments untouched
 * @param locations where each address stands; addresses that a spec implies (an index made by {@code unique}) may be absent
 */
public record Spec(Schema schema, Map<Address, SourceLocation> locations) {
    public Spec {
        locations = Map.copyOf(locations);
    }

    /**
     * What both declare. A directory in both holds the objects of both, and the first one's comment and declaration if it has
     * any; whatever is declared twice stays so, for validation to find.
     */
    public Spec and(Spec other) {
        Map<DirectoryPath, Directory> directories = new TreeMap<>();
        Stream.concat(schema.directories().stream(), other.schema.directories().stream())
                .forEach(d -> directories.merge(d.path(), d, Directory::and));
        Map<Address, SourceLocation> places = new HashMap<>(other.locations);
        places.putAll(locations);
        return new Spec(new Schema(List.copyOf(directories.values())), places);
    }

    public Optional<SourceLocation> location(Address address) {
        return Optional.ofNullable(locations.get(address));
    }
}

package dev.plumb.schema;

import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
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
 * @param arguments where each argument of a function stands
 * @param removals what is meant to be gone
 */
public record Spec(
        Schema schema,
        Map<Address, SourceLocation> locations,
        Map<ArgumentAddress, SourceLocation> arguments,
        List<Removal> removals) {
    public Spec {
        removals = List.copyOf(removals);
        locations = Map.copyOf(locations);
        arguments = Map.copyOf(arguments);
    }

    /** A spec in which nothing is removed. */
    public Spec(Schema schema, Map<Address, SourceLocation> locations, Map<ArgumentAddress, SourceLocation> arguments) {
        this(schema, locations, arguments, List.of());
    }

    /** A spec without functions. */
    public Spec(Schema schema, Map<Address, SourceLocation> locations) {
        this(schema, locations, Map.of());
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
        Map<ArgumentAddress, SourceLocation> argumentPlaces = new HashMap<>(other.arguments);
        argumentPlaces.putAll(arguments);
        List<Removal> all = new ArrayList<>(removals);
        all.addAll(other.removals);
        return new Spec(new Schema(List.copyOf(directories.values())), places, argumentPlaces, all);
    }

    public Optional<SourceLocation> location(Address address) {
        return Optional.ofNullable(locations.get(address));
    }

    /** The place of an argument, or of what it is an argument of when it has none of its own. */
    public Optional<SourceLocation> location(ArgumentAddress argument) {
        return Optional.ofNullable(arguments.get(argument)).or(() -> location(argument.of()));
    }

    /** The spec with every table {@linkplain Table#lowered() lowered}; a hidden column stands where its index does. */
    public Spec lowered() {
        Map<Address, SourceLocation> places = new HashMap<>(locations);
        for (Directory directory : schema.directories()) {
            directory.objects(Table.class).forEach(table -> table.embeddings().forEach(embedding -> {
                Address at = table.address(directory.path());
                location(at.child(ObjectKind.INDEX, embedding.name()))
                        .ifPresent(l -> places.putIfAbsent(at.child(ObjectKind.COLUMN, embedding.name()), l));
            }));
        }
        return new Spec(schema.lowered(), places, Map.of(), removals);
    }
}

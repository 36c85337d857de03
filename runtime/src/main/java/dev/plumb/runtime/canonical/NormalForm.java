package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Spec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out which texts mean the same. What the server deparses and parses again it may deparse in yet another way ({@code varchar
 * in (…)} takes two rounds), so a desired text that differs from the live one goes through the server again, and the live one
 * too, until both hold still; texts that become equal mean the same.
 */
final class NormalForm {
    /** Two are known to be needed; the others are reserve. */
    private static final int ROUNDS = 4;

    private final Canonicalizer canonicalizer;

    NormalForm(Canonicalizer canonicalizer) {
        this.canonicalizer = canonicalizer;
    }

    /** The desired schema with the live spelling of each text that means the same, and its own most stable one elsewhere. */
    CanonicalSchema align(CanonicalSchema desired, CatalogState live) {
        Side ours = new Side(desired.schema(), desired.dependencies());
        return desired.withSchema(align(ours, new Side(live.schema(), live.dependencies())));
    }

    /**
     * A schema and what in it needs what.
     *
     * @param schema canonical
     */
    record Side(Schema schema, Set<Dependency> dependencies) {}

    /** Our schema with their spelling of each text that means the same, and our own most stable one elsewhere. */
    Schema align(Side ours, Side theirs) {
        Map<Address, SchemaObject> all = ObjectKey.objects(ours.schema());
        Map<Address, SchemaObject> others = ObjectKey.objects(theirs.schema());
        Orbits orbits = new Orbits(differing(all, others), others);
        for (int round = 0; round < ROUNDS && !orbits.open().isEmpty(); round++) {
            Map<Address, SchemaObject> one = orbits.ours();
            orbits.oursNext(again(ours, one));
            Map<Address, SchemaObject> other = orbits.theirs();
            if (!other.isEmpty()) {
                orbits.theirsNext(again(theirs, other));
            }
            if (orbits.ours().equals(one) && orbits.theirs().equals(other)) {
                break;
            }
        }
        all.putAll(orbits.aligned());
        return with(ours.schema(), all);
    }

    /** Those that are on both sides with different texts. */
    private static Map<Address, SchemaObject> differing(
            Map<Address, SchemaObject> ours, Map<Address, SchemaObject> theirs) {
        Map<Address, SchemaObject> differing = new LinkedHashMap<>();
        ours.forEach((address, object) -> {
            boolean differs = Optional.ofNullable(theirs.get(address))
                    .filter(other -> haveCommonPlaceThatDiffers(object, other))
                    .isPresent();
            if (differs) {
                differing.put(address, object);
            }
        });
        return differing;
    }

    private static boolean haveCommonPlaceThatDiffers(SchemaObject one, SchemaObject other) {
        Map<String, String> others = Texts.of(other);
        return Texts.of(one).entrySet().stream()
                .anyMatch(e -> others.containsKey(e.getKey()) && !e.getValue().equals(others.get(e.getKey())));
    }

    /** What the server makes of the objects' present texts, on stand-ins of all that they need. */
    private Map<Address, SchemaObject> again(Side side, Map<Address, SchemaObject> objects) {
        Set<ObjectKey> keys =
                objects.keySet().stream().flatMap(a -> ObjectKey.of(a).stream()).collect(Collectors.toSet());
        Map<Address, SchemaObject> all = ObjectKey.objects(side.schema());
        all.putAll(objects);
        Schema needed = ObjectKey.restrict(with(side.schema(), all), new Graph(side.dependencies()).withNeeds(keys));
        Map<Address, SchemaObject> read = ObjectKey.objects(
                canonicalizer.canonicalize(new Spec(needed, Map.of())).schema());
        Map<Address, SchemaObject> result = new LinkedHashMap<>();
        objects.forEach((address, object) -> {
            Map<String, String> texts = Texts.of(Standing.of(read, address));
            result.put(address, Texts.replace(object, (place, text) -> texts.getOrDefault(place, text)));
        });
        return result;
    }

    private static Schema with(Schema schema, Map<Address, SchemaObject> objects) {
        Map<Address, SchemaObject> lookup = new HashMap<>(objects);
        return new Schema(
                schema.directories().stream().map(d -> directory(d, lookup)).toList());
    }

    private static Directory directory(Directory directory, Map<Address, SchemaObject> objects) {
        return directory.withObjects(directory.objects().stream()
                .map(o -> Standing.of(objects, o.address(directory.path())))
                .toList());
    }
}

package dev.plumb.runtime.canonical;

import dev.plumb.schema.Address;
import dev.plumb.schema.SchemaObject;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The spellings that texts of two sides take on as the server reads and writes them again and again. Two texts mean the same as soon
 * as one has had a spelling that the other has had.
 */
final class Orbits {
    private final Map<Address, SchemaObject> ours;
    private final Map<Address, SchemaObject> theirs = new LinkedHashMap<>();
    private final Map<Address, SchemaObject> originals = new HashMap<>();
    private final Map<Place, Set<String>> oursSeen = new HashMap<>();
    private final Map<Place, Set<String>> theirsSeen = new HashMap<>();
    private final Set<Address> open;

    /** A text's place in a schema. */
    private record Place(Address address, String name) {}

    /**
     * @param ours what differs
     * @param theirs among others, the same objects
     */
    Orbits(Map<Address, SchemaObject> ours, Map<Address, SchemaObject> theirs) {
        this.ours = new LinkedHashMap<>(ours);
        ours.keySet().forEach(a -> this.theirs.put(a, Standing.of(theirs, a)));
        this.originals.putAll(this.theirs);
        this.open = new LinkedHashSet<>(ours.keySet());
        record(this.ours, oursSeen);
        record(this.theirs, theirsSeen);
    }

    /** Objects with a text on both sides that has not met its counterpart. */
    Set<Address> open() {
        return Collections.unmodifiableSet(open);
    }

    /** Our present spelling of what is open. */
    Map<Address, SchemaObject> ours() {
        return only(ours);
    }

    /** Their present spelling of what is open. */
    Map<Address, SchemaObject> theirs() {
        return only(theirs);
    }

    void oursNext(Map<Address, SchemaObject> next) {
        ours.putAll(next);
        record(next, oursSeen);
        close();
    }

    void theirsNext(Map<Address, SchemaObject> next) {
        theirs.putAll(next);
        record(next, theirsSeen);
        close();
    }

    /** Our objects with their original spelling of what means the same. */
    Map<Address, SchemaObject> aligned() {
        Map<Address, SchemaObject> aligned = new LinkedHashMap<>();
        ours.forEach((address, object) -> {
            Map<String, String> original = Texts.of(Standing.of(originals, address));
            aligned.put(
                    address,
                    Texts.replace(
                            object,
                            (place, text) ->
                                    hasMet(new Place(address, place)) ? original.getOrDefault(place, text) : text));
        });
        return aligned;
    }

    private void close() {
        open.removeIf(address -> {
            Set<String> others = Texts.of(Standing.of(theirs, address)).keySet();
            return Texts.of(Standing.of(ours, address)).keySet().stream()
                    .filter(others::contains)
                    .allMatch(place -> hasMet(new Place(address, place)));
        });
    }

    private boolean hasMet(Place place) {
        return !Collections.disjoint(oursSeen.getOrDefault(place, Set.of()), theirsSeen.getOrDefault(place, Set.of()));
    }

    private Map<Address, SchemaObject> only(Map<Address, SchemaObject> objects) {
        Map<Address, SchemaObject> some = new LinkedHashMap<>();
        open.forEach(a -> some.put(a, Standing.of(objects, a)));
        return some;
    }

    private static void record(Map<Address, SchemaObject> objects, Map<Place, Set<String>> seen) {
        objects.forEach((address, object) -> Texts.of(object)
                .forEach((place, text) -> seen.computeIfAbsent(new Place(address, place), p -> new HashSet<>())
                        .add(text)));
    }
}

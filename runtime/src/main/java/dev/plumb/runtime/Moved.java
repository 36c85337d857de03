package dev.plumb.runtime;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.UncoveredObject;
import dev.plumb.plan.diff.Parts;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What differs between two readings of the same schemas, by content: rows of the catalog may be written anew without that. */
final class Moved {
    private static final int LONGEST_LIST = 10;

    private Moved() {}

    /** In a person's words: what is new, gone or changed, each by its smallest address, at most a few. */
    static List<String> between(CatalogState before, CatalogState after) {
        Stream<String> modelled = differing(things(before.schema()), things(after.schema()))
                .map(d -> d.address().kind().label() + " " + d.address() + " " + d.verb());
        Stream<String> uncovered = differing(uncovered(before), uncovered(after))
                .map(d -> d.address() + " (" + d.what() + ") " + d.verb());
        Stream<String> attached = differing(before.attachments(), after.attachments())
                .map(d -> "the owner, privileges, column comments, triggers or marks of " + d.address() + " changed");
        List<String> moved = Stream.of(modelled, uncovered, attached)
                .flatMap(s -> s)
                .distinct()
                .toList();
        return moved.size() <= LONGEST_LIST ? moved : moved.subList(0, LONGEST_LIST);
    }

    /** One address where something else stands than before. */
    private record Difference(
            Address address,
            @Nullable Object before,
            @Nullable Object after) {
        String verb() {
            return before == null ? "is new" : after == null ? "is gone" : "changed";
        }

        String what() {
            return String.valueOf(after == null ? before : after);
        }
    }

    private static Stream<Difference> differing(Map<Address, ?> before, Map<Address, ?> after) {
        Set<Address> addresses = new TreeSet<>(before.keySet());
        addresses.addAll(after.keySet());
        return addresses.stream()
                .map(a -> new Difference(a, before.get(a), after.get(a)))
                .filter(d -> !Objects.equals(d.before(), d.after()));
    }

    private static Map<Address, String> uncovered(CatalogState state) {
        return state.uncovered().stream()
                .collect(Collectors.groupingBy(
                        UncoveredObject::address, Collectors.mapping(UncoveredObject::kind, Collectors.joining(", "))));
    }

    /** Parts by themselves, and objects without them where they have any. */
    private static Map<Address, Object> things(Schema schema) {
        Map<Address, Object> things = new HashMap<>();
        for (Directory directory : schema.directories()) {
            things.put(directory.address(), directory.comment());
            for (SchemaObject object : directory.objects()) {
                Address address = object.address(directory.path());
                Parts parts = Parts.of(address, object);
                things.putAll(parts.columns());
                things.putAll(parts.constraints());
                things.putAll(parts.indexes());
                things.put(address, parts.addresses().isEmpty() ? object : object.comment());
            }
        }
        return things;
    }
}

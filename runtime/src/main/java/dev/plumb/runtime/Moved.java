package dev.plumb.runtime;

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

/** What differs between two readings of the same schemas. */
final class Moved {
    private static final int LONGEST_LIST = 10;

    private Moved() {}

    /** In a person's words: what is new, gone or changed, each by its smallest address, at most a few. */
    static List<String> between(Schema before, Schema after) {
        Map<Address, Object> old = things(before);
        Map<Address, Object> now = things(after);
        Set<Address> addresses = new TreeSet<>(old.keySet());
        addresses.addAll(now.keySet());
        List<String> moved = addresses.stream()
                .filter(a -> !Objects.equals(old.get(a), now.get(a)))
                .map(a -> a.kind().label() + " " + a + " " + verb(old.containsKey(a), now.containsKey(a)))
                .toList();
        return moved.size() <= LONGEST_LIST ? moved : moved.subList(0, LONGEST_LIST);
    }

    private static String verb(boolean wasThere, boolean isThere) {
        return wasThere && isThere ? "changed" : isThere ? "is new" : "is gone";
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

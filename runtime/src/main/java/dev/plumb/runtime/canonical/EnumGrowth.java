package dev.plumb.runtime.canonical;

import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * New values of enums in a proof. PostgreSQL does not let the transaction that adds a value use it, and a proof is one
 * transaction. So the copies of enums that only gain values have them from the start, and the statements that add them are
 * not run; all others are.
 */
final class EnumGrowth {
    private final Map<ObjectKey, EnumType> desired = new HashMap<>();
    private final Map<ObjectKey, Address> after = new HashMap<>();
    private final Set<Address> grown = new HashSet<>();

    /** @param former live names of what the plan renames */
    EnumGrowth(Schema desired, Map<ObjectKey, ObjectKey> former) {
        ObjectKey.objects(desired).forEach((address, object) -> {
            if (object instanceof EnumType type) {
                ObjectKey key = new ObjectKey(address.directory(), address.name());
                ObjectKey before = former.getOrDefault(key, key);
                this.desired.put(before, type);
                this.after.put(before, address);
            }
        });
    }

    /** The same objects, with the values that enums gain. */
    Schema anticipated(Schema copied) {
        return new Schema(copied.directories().stream()
                .map(d -> d.withObjects(d.objects().stream()
                        .map(o -> o instanceof EnumType e ? anticipated(e, new ObjectKey(d.path(), e.name())) : o)
                        .toList()))
                .toList());
    }

    private EnumType anticipated(EnumType live, ObjectKey key) {
        EnumType declared = desired.get(key);
        if (declared == null || !gains(live.values(), declared.values())) {
            return live;
        }
        grown.add(after.getOrDefault(key, live.address(key.directory())));
        return new EnumType(live.name(), declared.values(), live.comment(), live.declaration());
    }

    /** True when taking the new values away leaves the old ones in their order. */
    private static boolean gains(List<String> before, List<String> after) {
        List<String> kept = new ArrayList<>(after);
        kept.retainAll(before);
        return after.size() > before.size() && kept.equals(before);
    }

    /** True for a statement whose effect the copies have already. */
    boolean anticipates(Step step) {
        return step.addresses().stream().anyMatch(a -> a.kind() == ObjectKind.ENUM && grown.contains(a))
                && step.sql().contains(" add value ");
    }
}

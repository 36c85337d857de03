package dev.plumb.runtime.canonical;

import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * New values of enums in a proof. PostgreSQL does not let the transaction that adds a value use it, and a proof is one
 * transaction. So the copies of enums that only gain values have them from the start, and the statements that add them are
 * not run; all others are.
 */
final class EnumGrowth {
    private final Schema desired;
    private final Set<Address> grown = new HashSet<>();

    EnumGrowth(Schema desired) {
        this.desired = desired;
    }

    /** The same objects, with the values that enums gain. */
    Schema anticipated(Schema copied) {
        return new Schema(copied.directories().stream()
                .map(d -> d.withObjects(d.objects().stream()
                        .map(o -> o instanceof EnumType e ? anticipated(e, e.address(d.path())) : o)
                        .toList()))
                .toList());
    }

    private EnumType anticipated(EnumType live, Address address) {
        return desired.directory(address.directory()).stream()
                .flatMap(d -> d.objects(EnumType.class))
                .filter(e -> e.name().equals(live.name()))
                .filter(e -> gains(live.values(), e.values()))
                .findFirst()
                .map(e -> {
                    grown.add(address);
                    return new EnumType(live.name(), e.values(), live.comment(), live.declaration());
                })
                .orElse(live);
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

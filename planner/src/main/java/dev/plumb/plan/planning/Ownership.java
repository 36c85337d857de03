package dev.plumb.plan.planning;

import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Sequence;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which column owns which sequence.
 *
 * @param live the column by sequence, now
 * @param desired the column by sequence, as declared
 */
record Ownership(Map<Address, Address> live, Map<Address, Address> desired) {
    static Ownership of(Schema live, Schema desired) {
        return new Ownership(owners(live), owners(desired));
    }

    private static Map<Address, Address> owners(Schema schema) {
        Map<Address, Address> owners = new TreeMap<>();
        for (Directory directory : schema.directories()) {
            directory.objects(Sequence.class).forEach(s -> s.ownedBy()
                    .ifPresent(o -> owners.put(
                            s.address(directory.path()),
                            Address.of(ObjectKind.COLUMN, directory.path(), o.table(), o.column()))));
        }
        return owners;
    }
}

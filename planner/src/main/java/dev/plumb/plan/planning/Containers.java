package dev.plumb.plan.planning;

import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;

/** What is in what. */
final class Containers {
    private Containers() {}

    /** The same for an object and all its parts. */
    static String objectKey(Address address) {
        return address.object()
                .map(o -> Address.of(ObjectKind.TABLE, address.directory(), o).toString())
                .orElseGet(() -> address.directory().toString());
    }
}

package dev.plumb.plan.drift;

import dev.plumb.plan.diff.Parts;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Everything of a schema that has an address. */
public final class Things {
    private final Map<Address, Thing<?>> all = new HashMap<>();

    private Things() {}

    public static Things of(Schema schema) {
        Things things = new Things();
        schema.directories().forEach(things::add);
        return things;
    }

    private void add(Directory directory) {
        all.put(directory.address(), Thing.of(directory));
        directory.objects().forEach(o -> add(o.address(directory.path()), o));
    }

    private void add(Address address, SchemaObject object) {
        all.put(address, Thing.of(object));
        Parts parts = Parts.of(address, object);
        parts.columns().forEach((a, c) -> all.put(a, Thing.of(c)));
        parts.constraints().forEach((a, c) -> all.put(a, Thing.of(c)));
        parts.indexes().forEach((a, i) -> all.put(a, Thing.of(i)));
    }

    public Optional<Thing<?>> at(Address address) {
        return Optional.ofNullable(all.get(address));
    }
}

package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import java.util.Map;
import java.util.Optional;

/** Other texts of the same meaning for the texts of a schema, as found out on that schema or a part of it. */
final class Respelling {
    private final Map<Address, SchemaObject> before;
    private final Map<Address, SchemaObject> after;

    /** @param after the same objects as {@code before}, with other texts */
    Respelling(Schema before, Schema after) {
        this.before = ObjectKey.objects(before);
        this.after = ObjectKey.objects(after);
    }

    CatalogState of(CatalogState state) {
        return new CatalogState(
                of(state.schema()),
                state.dependencies(),
                state.tables(),
                state.outputColumns(),
                state.attachments(),
                state.computed(),
                state.uncovered(),
                state.knownNames(),
                state.serverVersion(),
                state.fingerprint());
    }

    Schema of(Schema schema) {
        return new Schema(schema.directories().stream().map(this::of).toList());
    }

    private Directory of(Directory directory) {
        return directory.withObjects(directory.objects().stream()
                .map(o -> of(o.address(directory.path()), o))
                .toList());
    }

    private SchemaObject of(Address address, SchemaObject object) {
        Map<String, String> known = texts(before, address);
        Map<String, String> respelled = texts(after, address);
        return Texts.replace(
                object, (place, text) -> text.equals(known.get(place)) ? respelled.getOrDefault(place, text) : text);
    }

    private static Map<String, String> texts(Map<Address, SchemaObject> objects, Address address) {
        return Optional.ofNullable(objects.get(address)).map(Texts::of).orElse(Map.of());
    }
}

package dev.plumb.schema;

import dev.plumb.source.SourceLocation;
import java.util.Map;
import java.util.Optional;

/**
 * A declared schema with the places it was declared at.
 *
 * @param schema as written: SQL fragments untouched
 * @param locations where each address stands; addresses that a spec implies (an index made by {@code unique}) may be absent
 */
public record Spec(Schema schema, Map<Address, SourceLocation> locations) {
    public Spec {
        locations = Map.copyOf(locations);
    }

    public Optional<SourceLocation> location(Address address) {
        return Optional.ofNullable(locations.get(address));
    }
}

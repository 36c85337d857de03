package dev.plumb.plan;

import dev.plumb.schema.Address;
import dev.plumb.source.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * One difference at one address.
 *
 * @param details what differs, one line each, {@code type: integer -> bigint}; empty for create, drop and adopt
 * @param formerAddress where a renamed thing was
 * @param location where the spec declares it; absent for what is no longer declared
 */
public record Change(
        Address address,
        Action action,
        Reason reason,
        Safety safety,
        List<String> details,
        List<Hazard> hazards,
        Optional<Address> formerAddress,
        Optional<SourceLocation> location) {
    public Change {
        details = List.copyOf(details);
        hazards = List.copyOf(hazards);
    }

    /** The same for another reason. */
    public Change because(Reason other) {
        return new Change(address, action, other, safety, details, hazards, formerAddress, location);
    }
}

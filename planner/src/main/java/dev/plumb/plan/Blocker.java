package dev.plumb.plan;

import dev.plumb.schema.Address;
import dev.plumb.source.SourceLocation;
import java.util.Optional;

/**
 * Why a plan cannot be applied as it is: an object outside the spec that depends on what is to go, both names of a rename
 * existing, a guard.
 *
 * @param address what cannot be changed
 * @param message what stands in the way, by name
 * @param remedy what to do next
 */
public record Blocker(Address address, String message, String remedy, Optional<SourceLocation> location) {
    /** Where it is declared, what it is, and what stands in the way. */
    public String sentence() {
        return location.map(l -> l + ": ").orElse("") + address + ": " + message;
    }
}

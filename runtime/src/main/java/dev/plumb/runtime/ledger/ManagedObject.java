package dev.plumb.runtime.ledger;

import dev.plumb.schema.Address;

/**
 * Something that Plumb created or adopted.
 *
 * @param specFingerprint of its canonical declaration
 * @param preventDestroy whether deleting it together with its guard is refused
 * @param filled false for a computed column whose values are not all computed yet
 */
public record ManagedObject(Address address, String specFingerprint, boolean preventDestroy, boolean filled) {
    public ManagedObject(Address address, String specFingerprint, boolean preventDestroy) {
        this(address, specFingerprint, preventDestroy, true);
    }

    public ManagedObject withFilled(boolean filled) {
        return new ManagedObject(address, specFingerprint, preventDestroy, filled);
    }
}

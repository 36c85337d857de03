package dev.plumb.runtime.ledger;

import dev.plumb.schema.Address;

/**
 * Something that Plumb created or adopted.
 *
 * @param specFingerprint of its canonical declaration
 * @param preventDestroy whether deleting it together with its guard is refused
 * @param filled false for a computed column whose values are not all computed yet
 * @param neverFilled of such a column, whether it was added for its values and never had them all
 */
public record ManagedObject(
        Address address, String specFingerprint, boolean preventDestroy, boolean filled, boolean neverFilled) {
    public ManagedObject(Address address, String specFingerprint, boolean preventDestroy) {
        this(address, specFingerprint, preventDestroy, true, false);
    }

    /** The same as long as it is not filled. */
    public ManagedObject unfilled(boolean never) {
        return new ManagedObject(address, specFingerprint, preventDestroy, false, never);
    }
}

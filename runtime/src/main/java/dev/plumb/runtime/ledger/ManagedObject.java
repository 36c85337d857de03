package dev.plumb.runtime.ledger;

import dev.plumb.schema.Address;

/**
 * Something that Plumb created or adopted.
 *
 * @param specFingerprint of its canonical declaration
 * @param preventDestroy whether deleting it together with its guard is refused
 */
public record ManagedObject(Address address, String specFingerprint, boolean preventDestroy) {}

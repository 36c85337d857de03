package dev.plumb.plan;

import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;

/**
 * A rename that the spec declares and the live schema still needs.
 *
 * @param from the address before; parents already under their new names
 * @param to the address after
 */
public record Rename(Address from, Address to) {
    /** What an address from before this rename is afterwards: the renamed thing, or one in it, or any other as it was. */
    public Address applyTo(Address address) {
        if (address.equals(from)) {
            return to;
        }
        if (!address.directory().equals(from.directory())) {
            return address;
        }
        if (from.kind() == ObjectKind.DIRECTORY) {
            return new Address(address.kind(), to.directory(), address.object(), address.part());
        }
        boolean within = from.part().isEmpty()
                && address.part().isPresent()
                && address.object().equals(from.object())
                && from.kind() != ObjectKind.SEQUENCE;
        return within ? new Address(address.kind(), to.directory(), to.object(), address.part()) : address;
    }
}

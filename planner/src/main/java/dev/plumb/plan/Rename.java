package dev.plumb.plan;

import dev.plumb.schema.Address;

/**
 * A rename that the spec declares and the live schema still needs.
 *
 * @param from the address before; parents already under their new names
 * @param to the address after
 */
public record Rename(Address from, Address to) {}

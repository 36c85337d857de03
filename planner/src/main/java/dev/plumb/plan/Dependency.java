package dev.plumb.plan;

import dev.plumb.schema.Address;

/**
 * An edge of {@code pg_depend}, at column grain.
 *
 * @param dependent what needs the other
 * @param referenced what is needed
 */
public record Dependency(Address dependent, Address referenced) {}

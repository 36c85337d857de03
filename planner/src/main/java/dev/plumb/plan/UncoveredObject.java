package dev.plumb.plan;

import dev.plumb.schema.Address;

/**
 * An object that stands in a directory's schema, or on one of its tables, and that the model does not cover. Never dropped,
 * never silently ignored.
 *
 * @param address of kind {@code OTHER}
 * @param kind as PostgreSQL calls it: {@code function}, {@code trigger}, {@code partitioned table}
 */
public record UncoveredObject(Address address, String kind) implements Comparable<UncoveredObject> {
    @Override
    public int compareTo(UncoveredObject other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : kind.compareTo(other.kind);
    }
}

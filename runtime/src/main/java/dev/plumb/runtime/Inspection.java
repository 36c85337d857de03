package dev.plumb.runtime;

import dev.plumb.plan.UncoveredObject;
import dev.plumb.schema.Address;
import dev.plumb.schema.Schema;
import java.util.List;

/**
 * What stands in a database.
 *
 * @param schema one directory per PostgreSQL schema, SQL as a spec writes it; it can be made in an empty database
 * @param uncovered objects of these schemas that a spec cannot declare yet
 * @param leftOut what a spec could declare but {@code schema} does not, because it needs something uncovered
 */
public record Inspection(Schema schema, List<UncoveredObject> uncovered, List<LeftOut> leftOut) {
    public Inspection {
        uncovered = List.copyOf(uncovered);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A view that would not stand without what a spec cannot declare.
     *
     * @param needs the uncovered object, or the view left out for the same reason
     */
    public record LeftOut(Address view, Address needs) {}
}

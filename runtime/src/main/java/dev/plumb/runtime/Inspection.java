package dev.plumb.runtime;

import dev.plumb.plan.UncoveredObject;
import dev.plumb.schema.Schema;
import java.util.List;

/**
 * What stands in a database.
 *
 * @param schema one directory per PostgreSQL schema, SQL as a spec writes it
 * @param uncovered objects of these schemas that a spec cannot declare yet
 */
public record Inspection(Schema schema, List<UncoveredObject> uncovered) {
    public Inspection {
        uncovered = List.copyOf(uncovered);
    }
}

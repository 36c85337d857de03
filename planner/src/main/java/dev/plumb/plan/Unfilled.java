package dev.plumb.plan;

import dev.plumb.schema.Address;
import java.util.Set;

/**
 * Computed columns of which the ledger knows that they do not have all their values yet.
 *
 * @param columns all of them
 * @param added those that were added for their values and never had them all: an error that ends their filling takes them out
 */
public record Unfilled(Set<Address> columns, Set<Address> added) {
    public static final Unfilled NONE = new Unfilled(Set.of(), Set.of());

    public Unfilled {
        columns = Set.copyOf(columns);
        added = Set.copyOf(added);
    }

    public Unfilled renamed(RenameResolution renames) {
        return new Unfilled(renames.applyTo(columns), renames.applyTo(added));
    }
}

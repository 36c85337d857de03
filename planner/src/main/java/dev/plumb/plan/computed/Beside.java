package dev.plumb.plan.computed;

import java.util.List;
import java.util.Set;

/**
 * Versions of a table's cells that clients do not see.
 *
 * @param next what is to take the places of others once it is filled, each in a column named by {@link PlumbingNames#next}
 * @param filled of these columns, those that are filled
 * @param kept columns with the values of former versions, named by {@link PlumbingNames#kept}; nothing maintains them
 */
public record Beside(List<Cell> next, Set<String> filled, Set<String> kept) {
    /** The comment of a column that is filled: it goes when the column goes. */
    public static final String FILLED = "filled";

    public static final Beside NONE = new Beside(List.of(), Set.of(), Set.of());

    public Beside {
        next = List.copyOf(next);
        filled = Set.copyOf(filled);
        kept = Set.copyOf(kept);
    }
}

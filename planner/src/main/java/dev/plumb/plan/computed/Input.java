package dev.plumb.plan.computed;

import java.util.Optional;

/**
 * A column, or an earlier cell of the same table, that a cell is computed from.
 *
 * @param type SQL, with physical names
 * @param collation of the column, as SQL, when it is not the one of its type: parameters of functions have none of their own
 */
public record Input(String name, String type, Optional<String> collation) {
    public Input(String name, String type) {
        this(name, type, Optional.empty());
    }
}

package dev.plumb.plan.planning;

import dev.plumb.plan.Blocker;
import dev.plumb.plan.diff.Context;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A primary key that somebody else has made stays, and forbids nulls that the spec allows. */
final class KeyBlockers {
    private KeyBlockers() {}

    /** @param managed of everything, by address */
    static List<Blocker> of(
            Context context, Address address, SchemaObject live, SchemaObject desired, Set<Address> managed) {
        if (!(live instanceof Table from)
                || !(desired instanceof Table to)
                || to.primaryKey().isPresent()) {
            return List.of();
        }
        return from.primaryKey().stream()
                .filter(key -> !managed.contains(address.child(ObjectKind.PRIMARY_KEY, key.name())))
                .flatMap(key -> key.columns().stream()
                        .filter(name -> allowsNull(to.column(name)))
                        .map(name -> blocker(context, address.child(ObjectKind.COLUMN, name), key.name())))
                .toList();
    }

    private static boolean allowsNull(Optional<Column> column) {
        return column.filter(c -> !c.notNull()).isPresent();
    }

    private static Blocker blocker(Context context, Address column, String key) {
        return new Blocker(
                column,
                "it is declared as one that may be null, and is in the primary key " + key
                        + ", which Plumb does not manage",
                "declare the primary key (plumb adopt does), declare the column as not null, or drop the key",
                context.location(column));
    }
}

package dev.plumb.runtime;

import dev.plumb.runtime.backfill.BackfillState;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.List;

/** A backfill and the table that it fills. */
public record TableBackfill(Address table, BackfillState state) {
    public List<Address> columns() {
        return state.columns().stream()
                .map(c -> table.child(ObjectKind.COLUMN, c))
                .toList();
    }

    /** Whether a number of it, or an address of its columns, their table or its directory, is meant by a text. */
    boolean isMeantBy(String text) {
        return String.valueOf(state.id()).equals(text) || columns().stream().anyMatch(c -> c.isWithin(text));
    }
}

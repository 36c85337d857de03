package dev.plumb.runtime;

import dev.plumb.plan.drift.Difference;
import dev.plumb.plan.drift.Thing;
import dev.plumb.plan.drift.Things;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What looks like a rename by hand: a thing that is gone and one that is new and looks the same. For the database that is over; the
 * files could have it done elsewhere too.
 */
record RenamesByHand(List<Difference> adopted, Things declared, Things live) {
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        adopted.stream().filter(d -> !d.live()).forEach(gone -> adopted.stream()
                .filter(d -> !d.declared() && looksAlike(gone.address(), d.address()))
                .findFirst()
                .ifPresent(now -> notes.add(note(gone.address(), now.address()))));
        return notes;
    }

    private static String note(Address gone, Address now) {
        return gone + " is gone and " + now + " is new: if somebody renamed it, add 'renamed_from: " + gone.name()
                + "' to it, else other environments drop the one and create the other";
    }

    private boolean looksAlike(Address gone, Address now) {
        if (gone.kind() != now.kind() || !gone.directory().equals(now.directory())) {
            return false;
        }
        Optional<Object> before = declared.at(gone).map(Thing::value);
        Optional<Object> after = live.at(now).map(Thing::value);
        if (before.isEmpty() || after.isEmpty()) {
            return false;
        }
        if (before.get() instanceof Table one && after.get() instanceof Table other) {
            return one.columnNames().equals(other.columnNames());
        }
        return before.get() instanceof Column one
                && after.get() instanceof Column other
                && gone.object().equals(now.object())
                && one.type().equals(other.type())
                && one.notNull() == other.notNull();
    }
}

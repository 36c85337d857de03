package dev.plumb.plan;

import dev.plumb.schema.Address;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the {@code renamed_from} hints of a spec come to on a live schema.
 *
 * @param renames in order of execution: outermost first, and a name is free before it is taken
 * @param blockers hints that match nothing or too much
 * @param notes for the reader of the plan
 */
public record RenameResolution(List<Rename> renames, List<Blocker> blockers, List<String> notes) {
    public static final RenameResolution NONE = new RenameResolution(List.of(), List.of(), List.of());

    public RenameResolution {
        renames = List.copyOf(renames);
        blockers = List.copyOf(blockers);
        notes = List.copyOf(notes);
    }

    /** Addresses from before the renames as they are afterwards. */
    public Set<Address> applyTo(Set<Address> addresses) {
        Set<Address> renamed = new TreeSet<>();
        for (Address address : addresses) {
            Address current = address;
            for (Rename rename : renames) {
                current = rename.applyTo(current);
            }
            renamed.add(current);
        }
        return renamed;
    }
}

package dev.plumb.plan.rename;

import dev.plumb.plan.Blocker;
import dev.plumb.plan.Rename;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.SchemaObject;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Renames within one object. Keys, checks and indexes whose names are made of the names of their table and columns follow
 * these without a hint, so that renaming a table does not drop its keys.
 */
final class PartRenames {
    private final Address to;
    private final Address from;
    private final HintedParts declared;
    private final HintedParts live;
    private final Set<Address> managed;
    private final Map<Address, SourceLocation> locations;
    private final Map<String, String> formerColumns = new TreeMap<>();
    private final List<Rename> renames = new ArrayList<>();
    private final List<Blocker> blockers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    PartRenames(
            Address to,
            SchemaObject declared,
            Address from,
            SchemaObject live,
            Set<Address> managed,
            Map<Address, SourceLocation> locations) {
        this.to = to;
        this.from = from;
        this.declared = HintedParts.of(declared);
        this.live = HintedParts.of(live);
        this.managed = managed;
        this.locations = locations;
    }

    void resolve() {
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind.isPart()) {
                Map<String, List<String>> hints = new TreeMap<>(declared.ofKind(kind));
                Set<String> names = new TreeSet<>(live.ofKind(kind).keySet());
                if (kind != ObjectKind.COLUMN) {
                    addImplied(kind, hints, names);
                }
                resolve(kind, hints, names);
            }
        }
    }

    private void resolve(ObjectKind kind, Map<String, List<String>> hints, Set<String> names) {
        Map<String, Address> addresses = new TreeMap<>();
        hints.keySet().forEach(n -> addresses.put(n, to.child(kind, n)));
        Set<String> managedNames = new TreeSet<>(names);
        managedNames.removeIf(n -> !managed.contains(from.child(kind, n)));
        Matching matching =
                Matching.of(new Siblings(hints, names, managedNames, managed.contains(from), addresses), locations);
        blockers.addAll(matching.blockers());
        matching.formerNames().forEach((name, former) -> {
            renames.add(new Rename(to.child(kind, former), to.child(kind, name)));
            if (kind == ObjectKind.COLUMN) {
                formerColumns.put(former, name);
            }
        });
    }

    private void addImplied(ObjectKind kind, Map<String, List<String>> hints, Set<String> names) {
        for (String name : names) {
            String followed = follow(name);
            boolean wanted = hints.containsKey(followed)
                    && hints.getOrDefault(followed, List.of()).isEmpty();
            if (wanted && !hints.containsKey(name) && !names.contains(followed)) {
                hints.put(followed, List.of(name));
                notes.add(kind.label() + " " + name + " of " + to + " is renamed to " + followed
                        + " with what it is named after");
            }
        }
    }

    /** The name that it would have been given under the new names of table and columns. */
    private String follow(String name) {
        String table = from.name();
        String followed = name.startsWith(table + "_") ? to.name() + name.substring(table.length()) : name;
        for (Map.Entry<String, String> column : formerColumns.entrySet()) {
            followed = (followed + "_").replace("_" + column.getKey() + "_", "_" + column.getValue() + "_");
            followed = followed.substring(0, followed.length() - 1);
        }
        return followed;
    }

    List<Rename> renames() {
        return renames;
    }

    List<Blocker> blockers() {
        return blockers;
    }

    List<String> notes() {
        return notes;
    }
}

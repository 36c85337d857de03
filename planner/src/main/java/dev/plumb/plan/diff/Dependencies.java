package dev.plumb.plan.diff;

import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Directory;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Relation;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The edges of one state, both ways, sorted. */
public final class Dependencies {
    private final Map<Address, List<Address>> referencedBy;
    private final Map<Address, List<Address>> dependentsOf;

    private Dependencies(Collection<Dependency> edges) {
        Map<Address, Set<Address>> referenced = new HashMap<>();
        Map<Address, Set<Address>> dependents = new HashMap<>();
        for (Dependency edge : edges) {
            if (!isOwnership(edge)) {
                referenced
                        .computeIfAbsent(edge.dependent(), a -> new TreeSet<>())
                        .add(edge.referenced());
                dependents
                        .computeIfAbsent(edge.referenced(), a -> new TreeSet<>())
                        .add(edge.dependent());
            }
        }
        this.referencedBy = lists(referenced);
        this.dependentsOf = lists(dependents);
    }

    /** What a catalog has on record, and what the records tell. */
    public static Dependencies of(Set<Dependency> recorded, Schema schema) {
        Map<Address, Address> wholes = wholes(schema);
        Set<Dependency> edges = new HashSet<>(StructuralDependencies.of(schema));
        for (Dependency edge : recorded) {
            Address dependent = whole(edge.dependent(), wholes);
            Address referenced = whole(edge.referenced(), wholes);
            if (!dependent.equals(referenced)) {
                edges.add(new Dependency(dependent, referenced));
            }
        }
        return new Dependencies(edges);
    }

    /** What has columns that cannot change on their own, by the address that a table of its name would have. */
    private static Map<Address, Address> wholes(Schema schema) {
        Map<Address, Address> wholes = new HashMap<>();
        for (Directory directory : schema.directories()) {
            directory.objects().stream()
                    .filter(o -> !(o instanceof Table))
                    .filter(o -> o instanceof Relation || o instanceof CompositeType)
                    .forEach(o -> wholes.put(
                            Address.of(ObjectKind.TABLE, directory.path(), o.name()), o.address(directory.path())));
        }
        return wholes;
    }

    /** A column of a view and an attribute of a composite type change with the view and the type. */
    private static Address whole(Address address, Map<Address, Address> wholes) {
        if (address.kind() != ObjectKind.COLUMN) {
            return address;
        }
        Address table = Address.of(
                ObjectKind.TABLE, address.directory(), address.object().orElseThrow());
        return wholes.getOrDefault(table, address);
    }

    /** What the thing needs. */
    public List<Address> referencedBy(Address dependent) {
        return referencedBy.getOrDefault(dependent, List.of());
    }

    /** What needs the thing. */
    public List<Address> dependentsOf(Address referenced) {
        return dependentsOf.getOrDefault(referenced, List.of());
    }

    /** Everything that something needs. */
    public Collection<Address> referenced() {
        return dependentsOf.keySet();
    }

    /** Everything that needs something. */
    public Collection<Address> dependents() {
        return referencedBy.keySet();
    }

    /** A sequence goes with the column that owns it but does not need it; the column's default may need the sequence. */
    private static boolean isOwnership(Dependency edge) {
        return edge.dependent().kind() == ObjectKind.SEQUENCE
                && (edge.referenced().kind() == ObjectKind.COLUMN
                        || edge.referenced().kind() == ObjectKind.TABLE);
    }

    private static Map<Address, List<Address>> lists(Map<Address, Set<Address>> sets) {
        return sets.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    }
}

package dev.plumb.plan.diff;

import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Set<Dependency> edges = new HashSet<>(recorded);
        edges.addAll(StructuralDependencies.of(schema));
        edges.addAll(onViews(recorded, schema));
        return new Dependencies(edges);
    }

    /** What needs a column of a view needs the view, which has no other way to give or take a column. */
    private static Set<Dependency> onViews(Set<Dependency> recorded, Schema schema) {
        Map<Address, Address> views = new HashMap<>();
        for (Directory directory : schema.directories()) {
            directory.objects().stream()
                    .filter(o -> o.kind() == ObjectKind.VIEW || o.kind() == ObjectKind.MATERIALIZED_VIEW)
                    .forEach(v -> views.put(
                            Address.of(ObjectKind.TABLE, directory.path(), v.name()), v.address(directory.path())));
        }
        Set<Dependency> edges = new HashSet<>();
        for (Dependency edge : recorded) {
            Address referenced = edge.referenced();
            if (referenced.kind() == ObjectKind.COLUMN) {
                Optional.ofNullable(views.get(Address.of(
                                ObjectKind.TABLE,
                                referenced.directory(),
                                referenced.object().orElseThrow())))
                        .filter(view -> !view.equals(edge.dependent()))
                        .ifPresent(view -> edges.add(new Dependency(edge.dependent(), view)));
            }
        }
        return edges;
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

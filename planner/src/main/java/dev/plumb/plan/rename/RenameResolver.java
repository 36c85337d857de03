package dev.plumb.plan.rename;

import dev.plumb.plan.Blocker;
import dev.plumb.plan.Rename;
import dev.plumb.plan.RenameResolution;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Resolves the {@code renamed_from} hints of a spec against a live schema. Pure, and only names are looked at: neither schema
 * needs to be canonical. Hints may stay in a spec for ever: they are moot where their place does not exist yet, and satisfied
 * where the new name exists.
 */
public final class RenameResolver {
    private final Schema declared;
    private final Schema live;
    private final Set<Address> managed;
    private final Map<Address, SourceLocation> locations;
    private final List<Rename> renames = new ArrayList<>();
    private final List<Blocker> blockers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private RenameResolver(Schema declared, Schema live, Set<Address> managed, Map<Address, SourceLocation> locations) {
        this.declared = declared;
        this.live = live;
        this.managed = managed;
        this.locations = locations;
    }

    /**
     * @param declared with the declarations of the spec
     * @param live as it is now
     * @param managed what the ledger says is managed, in live names
     * @param locations where the spec declares things, for messages
     */
    public static RenameResolution resolve(
            Schema declared, Schema live, Set<Address> managed, Map<Address, SourceLocation> locations) {
        RenameResolver resolver = new RenameResolver(declared, live, managed, locations);
        Map<DirectoryPath, DirectoryPath> former = resolver.directories();
        for (Directory directory : declared.directories()) {
            DirectoryPath livePath = former.getOrDefault(directory.path(), directory.path());
            live.directory(livePath).ifPresent(l -> resolver.objects(directory, l));
        }
        return new RenameResolution(resolver.renames, resolver.blockers, resolver.notes);
    }

    private Map<DirectoryPath, DirectoryPath> directories() {
        Map<String, List<String>> hints = new TreeMap<>();
        Map<String, Address> addresses = new TreeMap<>();
        for (Directory directory : declared.directories()) {
            hints.put(directory.path().toString(), directory.declaration().renamedFrom());
            addresses.put(directory.path().toString(), directory.address());
        }
        for (Directory directory : declared.directories()) {
            if (directory.declaration().renamedFrom().isEmpty()) {
                hints.put(directory.path().toString(), inheritedHints(directory.path()));
            }
        }
        Set<String> names = new TreeSet<>();
        Set<String> managedNames = new TreeSet<>();
        for (Directory directory : live.directories()) {
            names.add(directory.path().toString());
            if (managed.contains(directory.address())) {
                managedNames.add(directory.path().toString());
            }
        }
        // In a fresh database no directory exists, and old hints say nothing.
        boolean anyManaged = !managedNames.isEmpty();
        Matching matching = Matching.of(new Siblings(hints, names, managedNames, anyManaged, addresses), locations);
        blockers.addAll(matching.blockers());
        Map<DirectoryPath, DirectoryPath> former = new TreeMap<>();
        matching.formerNames().forEach((name, old) -> {
            DirectoryPath to = DirectoryPath.parse(name);
            DirectoryPath from = DirectoryPath.parse(old);
            former.put(to, from);
            renames.add(new Rename(Address.of(from), Address.of(to)));
        });
        return former;
    }

    /** A nested directory moves with the one that it is in. */
    private List<String> inheritedHints(DirectoryPath path) {
        List<String> components = path.components();
        for (int length = components.size() - 1; length > 0; length--) {
            DirectoryPath ancestor = new DirectoryPath(components.subList(0, length));
            List<String> rest = components.subList(length, components.size());
            List<String> hints = declared.directory(ancestor)
                    .map(d -> d.declaration().renamedFrom())
                    .orElse(List.of());
            List<String> inherited = hints.stream()
                    .map(h -> append(DirectoryPath.parse(h), rest))
                    .filter(p -> live.directory(p).isPresent())
                    .map(DirectoryPath::toString)
                    .toList();
            if (!inherited.isEmpty()) {
                return inherited;
            }
        }
        return List.of();
    }

    private static DirectoryPath append(DirectoryPath path, List<String> rest) {
        List<String> components = new ArrayList<>(path.components());
        components.addAll(rest);
        return new DirectoryPath(components);
    }

    private void objects(Directory to, Directory from) {
        boolean placeManaged = managed.contains(from.address());
        for (ObjectKind kind : ObjectKind.values()) {
            Map<String, SchemaObject> declaredObjects = ofKind(to, kind);
            Map<String, SchemaObject> liveObjects = ofKind(from, kind);
            Map<String, List<String>> hints = new TreeMap<>();
            Map<String, Address> addresses = new TreeMap<>();
            declaredObjects.forEach((name, object) -> {
                hints.put(name, object.declaration().renamedFrom());
                addresses.put(name, object.address(to.path()));
            });
            Set<String> managedNames = new TreeSet<>(liveObjects.keySet());
            managedNames.removeIf(n -> !managed.contains(Address.of(kind, from.path(), n)));
            Matching matching = Matching.of(
                    new Siblings(hints, liveObjects.keySet(), managedNames, placeManaged, addresses), locations);
            blockers.addAll(matching.blockers());
            Map<String, String> former = matching.formerNames();
            former.forEach((name, old) ->
                    renames.add(new Rename(Address.of(kind, to.path(), old), Address.of(kind, to.path(), name))));
            declaredObjects.forEach(
                    (name, object) -> Optional.ofNullable(liveObjects.get(former.getOrDefault(name, name)))
                            .ifPresent(l -> parts(object.address(to.path()), object, l.address(from.path()), l)));
        }
    }

    private static Map<String, SchemaObject> ofKind(Directory directory, ObjectKind kind) {
        Map<String, SchemaObject> objects = new TreeMap<>();
        directory.objects().stream().filter(o -> o.kind() == kind).forEach(o -> objects.put(o.name(), o));
        return objects;
    }

    private void parts(Address to, SchemaObject declaredObject, Address from, SchemaObject liveObject) {
        PartRenames parts = new PartRenames(to, declaredObject, from, liveObject, managed, locations);
        parts.resolve();
        renames.addAll(parts.renames());
        blockers.addAll(parts.blockers());
        notes.addAll(parts.notes());
    }
}

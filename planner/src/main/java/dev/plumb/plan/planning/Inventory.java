package dev.plumb.plan.planning;

import dev.plumb.plan.Blocker;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.UncoveredObject;
import dev.plumb.plan.diff.Comparison;
import dev.plumb.plan.diff.Comparisons;
import dev.plumb.plan.diff.Context;
import dev.plumb.plan.diff.Edit;
import dev.plumb.plan.diff.Parts;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Goes through both states and decides what may be touched: what is declared, unless {@code if_exists} says otherwise, and of
 * what is not declared only what is managed.
 */
final class Inventory {
    private final PlanRequest request;
    private final Comparisons comparisons;
    private final Context context;
    private final Map<Address, Comparison<?>> compared = new TreeMap<>();
    private final Map<Address, Edit> requestedReplacements = new TreeMap<>();
    private final Set<Address> adopted = new TreeSet<>();
    private final Set<Address> unmanaged = new TreeSet<>();
    private final Set<Address> vanishing = new TreeSet<>();
    private final List<Blocker> blockers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Inventory(PlanRequest request, Context context) {
        this.request = request;
        this.context = context;
        this.comparisons = new Comparisons(context);
        Map<DirectoryPath, Directory> live = directories(request.live().schema().directories());
        Map<DirectoryPath, Directory> desired = directories(request.desired().directories());
        Set<DirectoryPath> paths = new TreeSet<>(live.keySet());
        paths.addAll(desired.keySet());
        for (DirectoryPath path : paths) {
            directory(Optional.ofNullable(live.get(path)), Optional.ofNullable(desired.get(path)), Address.of(path));
        }
    }

    /** By address, what may be touched; the edit of each says whether it has to be. */
    Map<Address, Comparison<?>> compared() {
        return compared;
    }

    /** Objects that differ and are to be dropped and created as {@code if_exists: replace} asks. */
    Map<Address, Edit> requestedReplacements() {
        return requestedReplacements;
    }

    Set<Address> adopted() {
        return adopted;
    }

    Set<Address> unmanaged() {
        return unmanaged;
    }

    /** Managed sequences that go with the column that owns them. */
    Set<Address> vanishing() {
        return vanishing;
    }

    List<Blocker> blockers() {
        return blockers;
    }

    List<String> notes() {
        return notes;
    }

    private static Map<DirectoryPath, Directory> directories(List<Directory> directories) {
        return directories.stream().collect(Collectors.toMap(Directory::path, d -> d));
    }

    private void directory(Optional<Directory> live, Optional<Directory> desired, Address address) {
        IfExists rule = desired.map(d -> d.declaration().ifExists()).orElse(IfExists.UPDATE);
        boolean managed = request.managed().contains(address);
        if (live.isPresent() && desired.isPresent()) {
            if (rule == IfExists.ERROR && !managed) {
                refuseToAdopt(address);
                return;
            }
            if (!managed) {
                adopted.add(address);
            }
        }
        if (desired.isEmpty() && !managed) {
            unmanaged.add(address);
        } else if (rule != IfExists.IGNORE || live.isEmpty()) {
            compared.put(address, comparisons.directory(address, live, desired));
        }
        objects(live, desired, rule);
        if (desired.isEmpty() && managed) {
            refuseToEmpty(live.orElseThrow(), address);
        }
    }

    private void objects(Optional<Directory> live, Optional<Directory> desired, IfExists inherited) {
        DirectoryPath path = live.or(() -> desired).orElseThrow().path();
        Map<Address, SchemaObject> from = byAddress(path, live);
        Map<Address, SchemaObject> to = byAddress(path, desired);
        Set<Address> addresses = new TreeSet<>(from.keySet());
        addresses.addAll(to.keySet());
        for (Address address : addresses) {
            SchemaObject liveObject = from.get(address);
            SchemaObject desiredObject = to.get(address);
            if (desiredObject == null && liveObject != null) {
                undeclared(address, liveObject, desired.isPresent());
            } else if (desiredObject != null && liveObject == null) {
                compared.put(address, comparisons.object(address, Optional.empty(), Optional.of(desiredObject)));
            } else if (desiredObject != null && liveObject != null) {
                both(address, liveObject, desiredObject, rule(desiredObject, inherited));
            }
        }
    }

    private static Map<Address, SchemaObject> byAddress(DirectoryPath path, Optional<Directory> directory) {
        Map<Address, SchemaObject> objects = new LinkedHashMap<>();
        directory.ifPresent(d -> d.objects().forEach(o -> objects.put(o.address(path), o)));
        return objects;
    }

    /** What a directory says holds for everything in it that says nothing itself. */
    private static IfExists rule(SchemaObject object, IfExists inherited) {
        IfExists own = object.declaration().ifExists();
        return own == IfExists.UPDATE ? inherited : own;
    }

    private void undeclared(Address address, SchemaObject live, boolean directoryDeclared) {
        if (!request.managed().contains(address)) {
            if (directoryDeclared || request.managed().contains(Address.of(address.directory()))) {
                unmanaged.add(address);
            }
            return;
        }
        if (live instanceof Sequence sequence && ownerGoes(address, sequence)) {
            vanishing.add(address);
            return;
        }
        compared.put(address, comparisons.object(address, Optional.of(live), Optional.empty()));
        if (!wasPartition(address, live)) {
            refuseUnmanagedParts(address, live, Set.of(), "it is no longer declared");
        }
    }

    /** Detached on its way out: the columns that a partition has from its parent are nobody's until then. */
    private boolean wasPartition(Address address, SchemaObject live) {
        return live instanceof Table table
                && !table.columns().isEmpty()
                && table.columns().stream()
                        .map(c -> address.child(ObjectKind.COLUMN, c.name()))
                        .noneMatch(request.managed()::contains);
    }

    private void refuseUnmanagedParts(Address address, SchemaObject live, Set<Address> declared, String why) {
        for (Address part : Parts.of(address, live).addresses()) {
            if (!request.managed().contains(part) && !declared.contains(part)) {
                blockers.add(new Blocker(
                        address,
                        why + ", but " + part.kind().label() + " " + part + " is not managed",
                        "drop " + part.name() + " by hand first, or leave " + address.name() + " as it is",
                        context.location(address)));
            }
        }
    }

    private boolean ownerGoes(Address sequence, Sequence live) {
        return live.ownedBy()
                .map(owner -> request.desired()
                        .directory(sequence.directory())
                        .flatMap(d -> d.table(owner.table()))
                        .flatMap(t -> t.column(owner.column()))
                        .isEmpty())
                .orElse(false);
    }

    private void both(Address address, SchemaObject live, SchemaObject desired, IfExists rule) {
        boolean managed = request.managed().contains(address);
        if (rule == IfExists.ERROR && !managed) {
            refuseToAdopt(address);
            return;
        }
        Comparison<?> comparison = comparisons.object(address, Optional.of(live), Optional.of(desired));
        List<Comparison<?>> parts = comparisons.parts(
                address, live, desired, part -> request.managed().contains(part));
        Parts.of(address, live).addresses().stream()
                .filter(p -> !request.managed().contains(p))
                .filter(p -> parts.stream().noneMatch(c -> c.address().equals(p)))
                .forEach(unmanaged::add);
        List<String> differences = differences(comparison, parts);
        if (rule == IfExists.IGNORE) {
            differences.forEach(d -> notes.add(address + " differs and is left alone (if_exists: ignore): " + d));
            return;
        }
        if (!managed) {
            adopted.add(address);
        } else {
            parts.stream()
                    .filter(c -> c.isLive() && !request.managed().contains(c.address()))
                    .forEach(c -> adopted.add(c.address()));
        }
        if (rule != IfExists.REPLACE) {
            blockers.addAll(PartitionBlockers.of(context, address, live, desired, parts));
            blockers.addAll(KeyBlockers.of(context, address, live, desired, request.managed()));
        }
        compared.put(address, comparison);
        if (rule == IfExists.REPLACE && !differences.isEmpty()) {
            requestedReplacements.put(address, comparison.replaceAsRequested(differences));
            refuseUnmanagedParts(
                    address, live, Set.copyOf(Parts.of(address, desired).addresses()), "it is to be replaced");
        } else {
            parts.forEach(c -> compared.put(c.address(), c));
        }
    }

    private static List<String> differences(Comparison<?> comparison, List<Comparison<?>> parts) {
        List<String> lines = new ArrayList<>();
        comparison.edit(Set.of()).ifPresent(e -> lines.addAll(e.change().details()));
        for (Comparison<?> part : parts) {
            part.edit(Set.of()).ifPresent(e -> {
                String name =
                        part.address().kind().label() + " " + part.address().name();
                if (e.change().details().isEmpty()) {
                    lines.add(name + ": " + e.change().action().verb());
                }
                e.change().details().forEach(d -> lines.add(name + ": " + d));
            });
        }
        return lines;
    }

    private void refuseToAdopt(Address address) {
        blockers.add(new Blocker(
                address,
                "it exists and is not managed, and the spec says if_exists: error",
                "rename or drop what is there, or let Plumb manage it by taking if_exists: error away",
                context.location(address)));
    }

    private void refuseToEmpty(Directory live, Address address) {
        List<String> left = new ArrayList<>();
        live.objects().stream()
                .map(o -> o.address(live.path()))
                .filter(a -> !request.managed().contains(a))
                .forEach(a -> left.add(a.kind().label() + " " + a));
        request.live().uncovered().stream()
                .filter(u -> u.address().directory().equals(live.path()))
                .map(Inventory::words)
                .forEach(left::add);
        if (!left.isEmpty()) {
            blockers.add(new Blocker(
                    address,
                    "it is no longer declared, but holds what Plumb does not manage: " + String.join(", ", left),
                    "declare the directory again, or drop or move these by hand first",
                    Optional.empty()));
        }
    }

    private static String words(UncoveredObject object) {
        return object.kind() + " " + object.address();
    }
}

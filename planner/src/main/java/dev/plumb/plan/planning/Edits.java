package dev.plumb.plan.planning;

import dev.plumb.plan.Action;
import dev.plumb.plan.Blocker;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.UncoveredObject;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.diff.Cause;
import dev.plumb.plan.diff.Comparison;
import dev.plumb.plan.diff.Dependencies;
import dev.plumb.plan.diff.Disturbance;
import dev.plumb.plan.diff.Edit;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What happens at each address, once every change has been followed to what depends on it. Nothing is ever dropped with
 * {@code cascade}: what stands in the way either has an edit of its own or blocks the plan.
 */
final class Edits {
    private final PlanRequest request;
    private final Inventory inventory;
    private final Dependencies live;
    private final Map<Address, Edit> edits = new TreeMap<>();
    private final Map<Address, Set<Cause>> causes = new HashMap<>();
    private final Map<String, Set<Address>> partsReferenced = new HashMap<>();
    private final Set<String> whole = new HashSet<>();
    private final List<Blocker> blockers = new ArrayList<>();

    Edits(PlanRequest request, Inventory inventory, Dependencies live) {
        this.request = request;
        this.inventory = inventory;
        this.live = live;
        live.referenced().stream().filter(a -> a.part().isPresent()).forEach(a -> partsReferenced
                .computeIfAbsent(Containers.objectKey(a), k -> new TreeSet<>())
                .add(a));
        Deque<Address> disturbed = new ArrayDeque<>();
        inventory.compared().forEach((address, comparison) -> own(address, comparison)
                .ifPresent(edit -> {
                    put(address, edit);
                    disturbed.add(address);
                }));
        while (!disturbed.isEmpty()) {
            follow(disturbed.remove(), disturbed);
        }
        removeCoveredParts();
        guard();
        request.kept().stream().sorted().forEach(this::refuseToLoseWhatIsKept);
    }

    Collection<Edit> all() {
        return edits.values();
    }

    List<Blocker> blockers() {
        return blockers;
    }

    private Optional<Edit> own(Address address, Comparison<?> comparison) {
        return Optional.ofNullable(inventory.requestedReplacements().get(address))
                .or(() -> comparison.edit(Set.of()));
    }

    private void follow(Address address, Deque<Address> disturbed) {
        Edit edit = edits.get(address);
        if (edit == null || edit.disturbance().isEmpty()) {
            return;
        }
        Disturbance how = edit.disturbance().get();
        for (Address referenced : affected(address, edit)) {
            for (Address dependent : live.dependentsOf(referenced)) {
                if (!goesAlong(dependent, address, edit) && !PlumbingNames.isAddress(dependent)) {
                    disturb(dependent, new Cause(referenced, how), disturbed);
                }
            }
        }
    }

    /** The thing, and its parts when it goes with all of them. */
    private Set<Address> affected(Address address, Edit edit) {
        Set<Address> affected = new LinkedHashSet<>();
        affected.add(address);
        if (edit.whole() || address.kind() == ObjectKind.VIEW) {
            affected.addAll(partsReferenced.getOrDefault(Containers.objectKey(address), Set.of()));
        }
        return affected;
    }

    /** Parts of what goes go with it; of views also what is attached to them, which comes back with the view. */
    private static boolean goesAlong(Address dependent, Address address, Edit edit) {
        if (address.kind().isPart() || !Containers.objectKey(dependent).equals(Containers.objectKey(address))) {
            return false;
        }
        boolean comesBack = edit.disturbance().equals(Optional.of(Disturbance.REPLACED))
                && (address.kind() == ObjectKind.VIEW || address.kind() == ObjectKind.MATERIALIZED_VIEW);
        return dependent.kind() != ObjectKind.OTHER || comesBack;
    }

    private void disturb(Address dependent, Cause cause, Deque<Address> disturbed) {
        Comparison<?> comparison = inventory.compared().get(dependent);
        if (comparison == null) {
            if (!isTakenAlong(dependent)) {
                block(dependent, cause);
            }
            return;
        }
        Set<Cause> all = causes.computeIfAbsent(dependent, d -> new HashSet<>());
        if (!all.add(cause) || inventory.requestedReplacements().containsKey(dependent)) {
            return;
        }
        Optional<Edit> edit = comparison.edit(all);
        Optional<Disturbance> before = Optional.ofNullable(edits.get(dependent)).flatMap(Edit::disturbance);
        edit.ifPresent(e -> {
            put(dependent, e);
            if (!e.disturbance().equals(before)) {
                disturbed.add(dependent);
            }
        });
    }

    private boolean isTakenAlong(Address dependent) {
        return inventory.vanishing().contains(dependent)
                || (whole.contains(Containers.objectKey(dependent)) && !isThingOfItsOwn(dependent));
    }

    /** Such as a trigger; not how a table itself is set, which has no name and goes with it, nor a column that is kept. */
    private static boolean isThingOfItsOwn(Address address) {
        return address.kind() == ObjectKind.OTHER
                && address.part().isPresent()
                && !PlumbingNames.isRemovedColumn(address);
    }

    private void put(Address address, Edit edit) {
        edits.put(address, edit);
        if (edit.whole()) {
            whole.add(Containers.objectKey(address));
        }
    }

    private void block(Address dependent, Cause cause) {
        String what = cause.how() == Disturbance.RETYPED ? "its type changes" : "it is to go";
        boolean kept = PlumbingNames.isRemoved(dependent);
        String why = dependent.kind() == ObjectKind.OTHER
                ? "which Plumb does not cover"
                : "which Plumb does not manage or was told to leave alone";
        Blocker blocker = new Blocker(
                cause.referenced(),
                kept
                        ? what + ", but something that was removed and is kept needs it"
                        : what + ", but " + kind(dependent) + " " + dependent + " depends on it, " + why,
                kept
                        ? "purge that first: plumb kept list shows it, plumb kept purge drops it"
                        : "drop or change " + dependent.name() + " by hand first, or leave this as it is",
                Optional.ofNullable(request.locations().get(cause.referenced())));
        if (!blockers.contains(blocker)) {
            blockers.add(blocker);
        }
    }

    private String kind(Address address) {
        return request.live().uncovered().stream()
                .filter(u -> u.address().equals(address))
                .map(UncoveredObject::kind)
                .findFirst()
                .orElseGet(() -> address.kind().label());
    }

    /** A table that goes or comes whole has its columns, keys and indexes in its own statements. */
    private void removeCoveredParts() {
        edits.keySet().removeIf(a -> a.kind().isPart() && whole.contains(Containers.objectKey(a)));
    }

    private void guard() {
        for (Edit edit : edits.values()) {
            Address address = edit.change().address();
            boolean goes = edit.disturbance().map(d -> d != Disturbance.RETYPED).orElse(false);
            boolean comesBackAsItWas = edit.change().action() == Action.RECREATE;
            if (goes && !comesBackAsItWas) {
                request.guarded().stream()
                        .filter(g -> g.equals(address)
                                || (edit.whole() && Containers.objectKey(g).equals(Containers.objectKey(address))))
                        .sorted()
                        .forEach(this::refuse);
            }
        }
    }

    /** What is kept needs it. */
    private void refuseToLoseWhatIsKept(Address kept) {
        if (!isDropped(kept)) {
            return;
        }
        new KeptNeeds(request.live().schema(), live)
                .of(kept).stream()
                        .filter(this::isDropped)
                        .forEach(needed -> blockers.add(new Blocker(
                                kept,
                                "it is to be kept, and " + needed.kind().label() + " " + needed
                                        + ", which it needs, is to go",
                                "leave " + needed.name() + " declared until this is purged, or say action: purge",
                                Optional.empty())));
    }

    private boolean isDropped(Address address) {
        return Optional.ofNullable(edits.get(address))
                .filter(e -> e.change().action() == Action.DROP)
                .isPresent();
    }

    private void refuse(Address guarded) {
        blockers.add(new Blocker(
                guarded,
                "it is guarded by prevent_destroy and would be dropped or replaced",
                "take the guard away and apply, then make this change and apply again",
                Optional.ofNullable(request.locations().get(guarded))));
    }
}

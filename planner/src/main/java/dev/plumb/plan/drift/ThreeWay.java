package dev.plumb.plan.drift;

import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Reason;
import dev.plumb.plan.drift.Difference.AttributeDifference;
import dev.plumb.schema.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what is declared, what was applied last and what is there. What the plan leaves alone is as it should be; of what it changes,
 * and of what nobody declared, this says who has changed it.
 */
public final class ThreeWay {
    /** What only follows from changes elsewhere is no difference of its own. */
    private static final Set<Reason> CONSEQUENCES = Set.of(Reason.DEPENDS_ON_CHANGED, Reason.LEFT_INVALID);

    private final Things declared;
    private final Optional<Things> applied;
    private final Things live;
    private final Set<Address> unchanged;
    private final Set<Address> opaque;

    /**
     * @param declared canonical
     * @param applied canonical, at the last apply; absent when nobody knows
     * @param live before the renames of the plan
     * @param unchanged whose declaration is the one that was applied last, whatever {@code applied} says
     * @param opaque computed columns, whose definitions are not among their attributes
     */
    public ThreeWay(
            Things declared, Optional<Things> applied, Things live, Set<Address> unchanged, Set<Address> opaque) {
        this.declared = declared;
        this.applied = applied;
        this.live = live;
        this.unchanged = Set.copyOf(unchanged);
        this.opaque = Set.copyOf(opaque);
    }

    /**
     * The differences that a plan is about, and those that it leaves alone, sorted by address.
     *
     * @param theirs what others have changed, for what cannot be told by attributes
     */
    public List<Difference> of(Plan plan, Set<Address> theirs) {
        Map<Address, Address> former = new HashMap<>();
        plan.changes().forEach(c -> c.formerAddress().ifPresent(f -> former.put(c.address(), f)));
        List<Difference> differences = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (!change.action().isBookkeeping() && !CONSEQUENCES.contains(change.reason())) {
                differences.add(of(change, former, theirs));
            }
        }
        plan.unmanaged()
                .forEach(a ->
                        differences.add(new Difference(a, Origin.FOREIGN, false, Optional.of(false), true, List.of())));
        return differences.stream()
                .sorted(Comparator.comparing(Difference::address))
                .toList();
    }

    private Difference of(Change change, Map<Address, Address> renamed, Set<Address> theirs) {
        Address address = change.address();
        Address before = former(address, renamed);
        Optional<Thing<?>> desired = declared.at(address);
        Optional<Thing<?>> present = live.at(before);
        boolean known = unchanged.contains(address) || applied.isPresent();
        Optional<Thing<?>> last = unchanged.contains(address) ? desired : applied.flatMap(a -> a.at(before));
        Optional<Boolean> wasApplied = known ? Optional.of(last.isPresent()) : Optional.empty();
        List<AttributeDifference> attributes =
                change.action() == Action.DROP || desired.isEmpty() || present.isEmpty() || opaque.contains(address)
                        ? List.of()
                        : attributes(desired.get(), last, present.get());
        Origin origin = !known
                ? Origin.PLANNED
                : attributes.stream()
                        .map(AttributeDifference::origin)
                        .reduce(Origin::and)
                        .orElseGet(() -> whole(address, desired, last, present, theirs));
        return new Difference(address, origin, desired.isPresent(), wasApplied, present.isPresent(), attributes);
    }

    private Origin whole(
            Address address,
            Optional<Thing<?>> desired,
            Optional<Thing<?>> last,
            Optional<Thing<?>> present,
            Set<Address> theirs) {
        if ((desired.isPresent() && present.isPresent()) || opaque.contains(address)) {
            return theirs.contains(address) ? Origin.DRIFT : Origin.PLANNED;
        }
        if (last.isEmpty()) {
            return Origin.PLANNED;
        }
        // One of the two sides has lost it: has the other one changed it?
        boolean otherIsAsApplied =
                desired.or(() -> present).filter(last.get()::isLike).isPresent();
        if (!otherIsAsApplied) {
            return Origin.CONFLICT;
        }
        return desired.isPresent() ? Origin.DRIFT : Origin.PLANNED;
    }

    private static List<AttributeDifference> attributes(Thing<?> declared, Optional<Thing<?>> applied, Thing<?> live) {
        Map<String, String> desired = declared.texts(live);
        Map<String, String> present = live.texts(declared);
        Map<String, String> last = applied.map(a -> a.texts(declared)).orElse(Map.of());
        List<AttributeDifference> differences = new ArrayList<>();
        desired.forEach((name, text) -> {
            String now = present.getOrDefault(name, Attributes.NONE);
            Optional<String> then = applied.map(a -> last.getOrDefault(name, Attributes.NONE));
            if (!text.equals(now)) {
                Origin origin = then.map(t -> Origin.of(text, t, now)).orElse(Origin.CONFLICT);
                differences.add(new AttributeDifference(name, text, then, now, origin));
            }
        });
        return differences;
    }

    /** Where it was before the plan's renames: of itself, of what it is a part of, of the directory that it is in. */
    private static Address former(Address address, Map<Address, Address> renamed) {
        Address own = renamed.get(address);
        if (own != null) {
            return own;
        }
        return renamed.entrySet().stream()
                .filter(e -> contains(e.getKey(), address))
                .max(Comparator.comparing(e -> e.getKey().object().isPresent()))
                .map(e -> new Address(
                        address.kind(),
                        e.getValue().directory(),
                        e.getValue().object().or(address::object),
                        address.part()))
                .orElse(address);
    }

    private static boolean contains(Address container, Address address) {
        return container.part().isEmpty()
                && container.directory().equals(address.directory())
                && (container.object().isEmpty() || container.object().equals(address.object()));
    }
}

package dev.plumb.runtime.apply;

import dev.plumb.plan.Change;
import dev.plumb.plan.Step;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is managed after part of a plan. What a transaction creates is managed from that transaction on, and what it drops or
 * renames no longer, so that a crash between two transactions neither orphans something nor forgets it.
 */
final class ManagedProgress {
    private final List<ManagedObject> after;
    private final Set<Address> before;
    private final Set<Address> addressesAfter = new HashSet<>();
    private final Map<Address, Integer> lastOrdinals = new HashMap<>();
    private final Map<Address, Integer> filledBy = new HashMap<>();
    private final Set<Address> added = new HashSet<>();
    private final Map<Address, Address> formerAddresses = new HashMap<>();

    ManagedProgress(ApplyRequest request) {
        this.after = request.managedAfter();
        this.before = request.managedBefore();
        after.forEach(m -> addressesAfter.add(m.address()));
        for (Step step : request.plan().steps()) {
            step.addresses().forEach(a -> lastOrdinals.put(a, step.ordinal()));
            step.fill().ifPresent(fill -> added.addAll(fill.undone()));
            // What is filled beside does not make the present values incomplete.
            step.fill().ifPresent(fill -> step.addresses().stream()
                    .filter(a -> fill.columns().contains(a.name()))
                    .forEach(a -> filledBy.put(a, step.ordinal())));
        }
        for (Change change : request.plan().changes()) {
            change.formerAddress().ifPresent(former -> formerAddresses.put(change.address(), former));
        }
    }

    /** What is managed from the moment on at which these steps are done, or are about to be begun if they run alone. */
    List<ManagedObject> added(StepGroup group) {
        // A new directory is empty; what is in a renamed one has moved with it.
        Owners touched = new Owners(touched(group), formerAddresses::containsKey);
        return after.stream()
                .filter(m -> touched.own(m.address()))
                .map(m -> isFilled(m.address(), group) ? m : m.unfilled(added.contains(m.address())))
                .toList();
    }

    private boolean isFilled(Address address, StepGroup group) {
        return filledBy.getOrDefault(address, 0) <= group.last().ordinal();
    }

    /** What is no longer managed once these steps are done. */
    List<Address> removed(StepGroup group) {
        Set<Address> ended = new HashSet<>();
        for (Address address : touched(group)) {
            if (lastOrdinals.getOrDefault(address, 0) <= group.last().ordinal()) {
                ended.add(formerAddresses.getOrDefault(address, address));
            }
        }
        Owners gone = new Owners(ended, directory -> true);
        return before.stream()
                .filter(a -> gone.own(a) && !addressesAfter.contains(a))
                .toList();
    }

    private static Set<Address> touched(StepGroup group) {
        Set<Address> touched = new HashSet<>();
        group.steps().forEach(step -> touched.addAll(step.addresses()));
        return touched;
    }

    /** Addresses together with all that lies within them. */
    private static final class Owners {
        private final Set<Address> exact;
        private final Set<DirectoryPath> directories = new HashSet<>();
        private final Set<List<Object>> objects = new HashSet<>();

        /**
         * @param withContents the directories among the addresses whose contents belong to them
         */
        Owners(Set<Address> addresses, Predicate<Address> withContents) {
            exact = addresses;
            for (Address address : addresses) {
                if (address.kind() == ObjectKind.DIRECTORY) {
                    if (withContents.test(address)) {
                        directories.add(address.directory());
                    }
                } else if (address.part().isEmpty()) {
                    objects.add(objectKey(address));
                }
            }
        }

        boolean own(Address address) {
            return exact.contains(address)
                    || directories.contains(address.directory())
                    || objects.contains(objectKey(address));
        }

        private static List<Object> objectKey(Address address) {
            return List.of(address.directory(), address.object());
        }
    }
}

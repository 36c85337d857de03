package dev.plumb.runtime;

import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.plan.Reason;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What others have changed: a plan puts it right although its declaration is the one that the last apply, which succeeded, made
 * true.
 */
final class OthersChanges {
    /** What a difference from an unchanged declaration is called; everything else follows from other changes. */
    private static final Set<Reason> DIFFERENT = Set.of(
            Reason.DECLARED_NOT_PRESENT, Reason.DEFINITION_DIFFERS, Reason.CANNOT_ALTER, Reason.REPLACE_REQUESTED);

    private final Schema declared;
    private final Map<Address, ManagedObject> before = new HashMap<>();
    private final Map<Address, ManagedObject> after = new HashMap<>();

    private OthersChanges(Schema declared, MadePlan made, List<ManagedObject> managed) {
        this.declared = declared;
        managed.forEach(m -> before.put(m.address(), m));
        ManagedAfter.of(made).forEach(m -> after.put(m.address(), m));
    }

    /**
     * The addresses, sorted.
     *
     * @param declared as written, where computed columns are what they are
     * @param managed as the ledger lists it
     */
    static List<Address> of(Schema declared, MadePlan made, List<ManagedObject> managed) {
        OthersChanges others = new OthersChanges(declared, made, managed);
        return made.plan().changes().stream()
                .filter(others::isTheirs)
                .map(Change::address)
                .sorted()
                .toList();
    }

    private boolean isTheirs(Change change) {
        ManagedObject then = before.get(change.address());
        ManagedObject now = after.get(change.address());
        return then != null
                && now != null
                && then.filled()
                && then.specFingerprint().equals(now.specFingerprint())
                && DIFFERENT.contains(change.reason())
                && (change.action() == Action.CREATE || !isComputed(change.address()));
    }

    /** Another version of its function, or another value of a variable, changes such a column too. */
    private boolean isComputed(Address address) {
        return address.kind() == ObjectKind.COLUMN
                && declared.directory(address.directory()).stream()
                        .flatMap(d -> d.objects().stream())
                        .filter(Table.class::isInstance)
                        .map(Table.class::cast)
                        .filter(t -> address.object().filter(t.name()::equals).isPresent())
                        .anyMatch(t -> t.computed(address.name()).isPresent());
    }
}

package dev.plumb.cli;

import dev.plumb.plan.Change;
import dev.plumb.plan.Plan;
import dev.plumb.runtime.Approval;
import dev.plumb.schema.Address;
import dev.plumb.source.Suggestions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the person at the command line approves beforehand. */
final class ApprovalOptions {
    private final Option<Boolean> yes = Option.flag("do not ask; approves safe changes only", "-y", "--yes");

    private final Option<Boolean> allowDestructive =
            Option.flag("allow every destructive change of the plan", "--allow-destructive");

    private final Option<List<String>> addresses = Option.several(
            "1",
            "ADDRESS",
            "allow the destructive changes at this address and within it; may be given several times",
            "--allow");

    List<Option<?>> all() {
        return List.of(yes, addresses, allowDestructive);
    }

    boolean yes() {
        return yes.or(false);
    }

    Approval approval() {
        return new Approval(allowDestructive.or(false), Set.copyOf(addresses.or(List.of())));
    }

    /**
     * Finds addresses that are no part of the plan, most likely misspelt. A plan without changes is not asked: the same
     * command line may run again after it has done its work.
     *
     * @throws UsageException with the nearest address that is part of it
     */
    void check(Plan plan) {
        if (plan.isInPlumb()) {
            return;
        }
        for (String address : addresses.or(List.of())) {
            if (plan.changes().stream().noneMatch(c -> isAt(c, address))) {
                throw new UsageException(
                        "--allow " + address + " matches nothing in the plan",
                        Suggestions.nearest(address, candidates(plan))
                                .map(nearest -> "did you mean " + nearest + "?")
                                .orElse("look at the plan's addresses: plumb plan"));
            }
        }
    }

    private static boolean isAt(Change change, String address) {
        return change.address().isWithin(address)
                || change.formerAddress().filter(f -> f.isWithin(address)).isPresent();
    }

    private static Set<String> candidates(Plan plan) {
        Set<String> candidates = new TreeSet<>();
        for (Change change : plan.changes()) {
            candidates.add(change.address().toString());
            change.formerAddress().map(Address::toString).ifPresent(candidates::add);
        }
        return candidates;
    }
}

package dev.plumb.cli;

import dev.plumb.plan.Change;
import dev.plumb.plan.Plan;
import dev.plumb.runtime.Approval;
import dev.plumb.runtime.failure.RefusedException;
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

    /**
     * Asks, unless that was answered beforehand.
     *
     * @throws RefusedException when nobody can be asked, or whoever was asked declined
     */
    void ask(Session session, String question) {
        if (yes()) {
            return;
        }
        if (!session.surroundings().canAsk()) {
            throw new RefusedException(
                    "there is no terminal to ask on, so nothing was applied", "approve beforehand: --yes");
        }
        if (!session.messages().confirm(question, session.surroundings().in())) {
            throw new RefusedException("declined, so nothing was applied", "change the files, then plan again");
        }
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
        check(List.of(plan));
    }

    /** The same for plans of which one has to know the address. */
    void check(List<Plan> plans) {
        if (plans.stream().allMatch(Plan::isInPlumb)) {
            return;
        }
        for (String address : addresses.or(List.of())) {
            if (plans.stream().flatMap(p -> p.changes().stream()).noneMatch(c -> isAt(c, address))) {
                throw new UsageException(
                        "--allow " + address + " matches nothing in the plan",
                        Suggestions.nearest(address, candidates(plans))
                                .map(nearest -> "did you mean " + nearest + "?")
                                .orElse("look at the plan's addresses: plumb plan"));
            }
        }
    }

    private static boolean isAt(Change change, String address) {
        return change.address().isWithin(address)
                || change.formerAddress().filter(f -> f.isWithin(address)).isPresent();
    }

    private static Set<String> candidates(List<Plan> plans) {
        Set<String> candidates = new TreeSet<>();
        for (Change change : plans.stream().flatMap(p -> p.changes().stream()).toList()) {
            candidates.add(change.address().toString());
            change.formerAddress().map(Address::toString).ifPresent(candidates::add);
        }
        return candidates;
    }
}

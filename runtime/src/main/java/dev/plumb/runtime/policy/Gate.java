package dev.plumb.runtime.policy;

import dev.plumb.environment.Environment;
import dev.plumb.environment.PolicyRule.Decision;
import dev.plumb.environment.Rules.Drift;
import dev.plumb.plan.Blocker;
import dev.plumb.plan.Change;
import dev.plumb.plan.Effects;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Refusal;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.policy.Policy.Verdict;
import dev.plumb.schema.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets a plan pass into an environment, or says everything that is against it. */
public final class Gate {
    private static final int LISTED = 5;

    private final Environment environment;
    private final Policy policy;
    private final Conditions conditions;

    public Gate(Environment environment, Policy policy, Conditions conditions) {
        this.environment = environment;
        this.policy = policy;
        this.conditions = conditions;
    }

    /**
     * Lets a plan pass.
     *
     * @param consent of whoever applies it
     * @param command that applies it, for what to do next
     * @throws RefusedException with everything that is against it
     */
    public void pass(Plan plan, Consent consent, String command) {
        List<Refusal> refusals = new ArrayList<>(ruledOut(plan));
        unapproved(plan, consent, command).forEach(refusals::add);
        if (refusals.isEmpty()) {
            refusals.addAll(unmet(plan));
        }
        Optional<RefusedException> blocked = blocked(plan);
        List<String> causes = Stream.concat(
                        blocked.stream().map(RefusedException::happened),
                        refusals.stream().map(Refusal::afterwards))
                .toList();
        if (!causes.isEmpty()) {
            throw new RefusedException(
                    String.join("\n", causes),
                    Stream.concat(
                                    blocked.stream().map(RefusedException::remedy),
                                    refusals.stream().map(Refusal::remedy))
                            .distinct()
                            .collect(Collectors.joining("\n")));
        }
    }

    /** What would be against it whatever is allowed on the command line. */
    public List<Refusal> standing(Plan plan) {
        return Stream.concat(ruledOut(plan).stream(), unmet(plan).stream()).toList();
    }

    private List<Refusal> ruledOut(Plan plan) {
        List<Refusal> refusals = new ArrayList<>();
        verdicts(plan)
                .filter(v -> v.decision() == Decision.DENY)
                .map(v -> new Refusal(
                        v.change().address() + ": the policy denies to "
                                + v.change().action().verb() + " it (" + v.cause() + ")",
                        "change the files, or the rule where it stands"))
                .forEach(refusals::add);
        List<Change> unannounced = unannounced(plan);
        if (!unannounced.isEmpty()) {
            refusals.add(new Refusal(
                    environment.name() + " is protected, and nothing says that this is meant to go",
                    listed(unannounced),
                    "say so in the reviewed files (removed), or declare it again"));
        }
        if (!plan.drift().isEmpty() && environment.rules().drift() == Drift.BLOCK && !conditions.isApproved(plan)) {
            refusals.add(new Refusal(
                    environment.name()
                            + " lets nothing pass that others have changed since the last apply (drift: block)",
                    briefly(plan.drift()),
                    "take the change into the files or undo it there; to have it made as declared, approve that: plumb approve -e "
                            + environment.name() + " --digest "
                            + Effects.shortened(plan.effects().digest())));
        }
        return refusals;
    }

    private Stream<Verdict> verdicts(Plan plan) {
        return plan.changes().stream().map(policy::of);
    }

    /** A plan that cannot be applied has no effects that one could look for elsewhere. */
    private List<Refusal> unmet(Plan plan) {
        return plan.blockers().isEmpty() && !plan.isInPlumb() ? conditions.unmet(plan) : List.of();
    }

    /** The removals of a plan that no reviewed file speaks of, where that is needed. */
    public List<Change> unannounced(Plan plan) {
        return environment.rules().isProtected()
                ? plan.changes().stream()
                        .filter(Removals::isRemoval)
                        .filter(c -> !isAnnounced(plan, c))
                        .toList()
                : List.of();
    }

    private static boolean isAnnounced(Plan plan, Change change) {
        return plan.removals().stream().anyMatch(r -> r.covers(change.address()));
    }

    private static Optional<RefusedException> blocked(Plan plan) {
        return plan.blockers().isEmpty()
                ? Optional.empty()
                : Optional.of(new RefusedException(
                        plan.blockers().stream().map(Blocker::sentence).collect(Collectors.joining("\n"))
                                + "\nnothing was applied",
                        plan.blockers().stream().map(Blocker::remedy).distinct().collect(Collectors.joining("; "))));
    }

    private Stream<Refusal> unapproved(Plan plan, Consent consent, String command) {
        List<Change> unannounced = unannounced(plan);
        List<Verdict> open = verdicts(plan)
                .filter(v -> v.decision() == Decision.APPROVE)
                .filter(v -> !unannounced.contains(v.change()) && !isAnnounced(plan, v.change()))
                .filter(v -> !consent.byName(v.change()))
                .toList();
        if (open.isEmpty() || conditions.isApproved(plan)) {
            return Stream.empty();
        }
        Predicate<Verdict> byName =
                v -> environment.rules().isProtected() || v.rule().isPresent();
        List<Verdict> named = open.stream().filter(byName).toList();
        List<Verdict> usual = open.stream()
                .filter(byName.negate())
                .filter(v -> !consent.allDestructive())
                .toList();
        return Stream.concat(byName(plan, named, command), asUsual(usual, command));
    }

    private Stream<Refusal> byName(Plan plan, List<Verdict> open, String command) {
        if (open.isEmpty()) {
            return Stream.empty();
        }
        String what = open.stream()
                .limit(LISTED)
                .map(v -> v.change().address() + " ("
                        + v.rule()
                                .map(r -> v.cause())
                                .orElse("destructive, and " + environment.name() + " is protected")
                        + ")")
                .collect(Collectors.joining("; "));
        return Stream.of(new Refusal(
                "not approved",
                what + more(open.size()),
                "allow each by name: " + command + " --allow ADDRESS, or have the effects approved: plumb approve -e "
                        + environment.name() + " --digest "
                        + Effects.shortened(plan.effects().digest())));
    }

    private static Stream<Refusal> asUsual(List<Verdict> open, String command) {
        return open.isEmpty()
                ? Stream.empty()
                : Stream.of(new Refusal(
                        "destructive and not allowed",
                        listed(open.stream().map(Verdict::change).toList()),
                        "allow each by name: " + command + " --allow ADDRESS, or all of them: " + command
                                + " --allow-destructive"));
    }

    private static String listed(List<Change> changes) {
        return briefly(changes.stream().map(Change::address).toList());
    }

    private static String briefly(List<Address> all) {
        List<String> addresses = all.stream().map(Address::toString).distinct().toList();
        return addresses.stream().limit(LISTED).collect(Collectors.joining(", ")) + more(addresses.size());
    }

    private static String more(int all) {
        return all > LISTED ? " and " + (all - LISTED) + " more" : "";
    }
}

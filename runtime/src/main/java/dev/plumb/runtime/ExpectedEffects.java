package dev.plumb.runtime;

import dev.plumb.plan.Effects;
import dev.plumb.plan.Effects.Effect;
import dev.plumb.plan.Plan;
import dev.plumb.plan.render.PlanDocument.EffectEntry;
import dev.plumb.plan.render.PlanJson;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.ledger.PlannedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The effects that somebody looked at before, against those of a plan that is made now.
 *
 * @param expected a digest, or an unmistakable beginning of one
 * @param known what the ledger knows of plans with such a digest
 */
record ExpectedEffects(String expected, List<PlannedRun> known) {
    private static final int LONGEST_LIST = 10;

    /**
     * Refuses a plan with other effects. What is left of an interrupted run of the expected effects, or nothing when it
     * succeeded, is no other.
     *
     * @throws StalePlanException naming what differs, as far as it is known
     */
    void require(Plan plan, String specHash) {
        Set<String> meant = known.stream().map(PlannedRun::effectDigest).collect(Collectors.toCollection(TreeSet::new));
        if (plan.effects().isMeantBy(expected)) {
            meant.add(plan.effects().digest());
        }
        if (meant.size() > 1) {
            throw new StalePlanException(
                    "the digest " + expected + " begins those of several plans, so nothing was applied: "
                            + String.join(", ", meant),
                    "give more of it");
        }
        if (!plan.effects().isMeantBy(expected) && !isRestOf(plan, specHash)) {
            throw new StalePlanException(
                    "the effects are not those of " + expected + ", so nothing was applied: " + differences(plan),
                    plan.effects().equals(Effects.NONE)
                            ? "look at the plan: plumb plan"
                            : "look at the plan, then expect its digest, "
                                    + Effects.shortened(plan.effects().digest()));
        }
    }

    private boolean isRestOf(Plan plan, String specHash) {
        Optional<PlannedRun> last =
                known.stream().filter(r -> r.here() && !r.specHash().isEmpty()).findFirst();
        if (last.isEmpty()) {
            return false;
        }
        Set<String> addresses = effects(last.get()).keySet();
        return last.get().succeeded()
                ? plan.isEmpty()
                : last.get().specHash().equals(specHash)
                        && plan.effects().each().stream().allMatch(e -> addresses.contains(key(e)));
    }

    private String differences(Plan plan) {
        String now = plan.isEmpty()
                ? "there is nothing to do"
                : "they now are "
                        + (plan.effects().equals(Effects.NONE)
                                ? "those of a plan that is blocked"
                                : Effects.shortened(plan.effects().digest()));
        Optional<PlannedRun> then = known.stream().findFirst();
        if (then.isEmpty()) {
            return now + ", and the ledger knows no plan with the expected digest";
        }
        List<String> differences = differences(effects(then.get()), plan);
        return now + (differences.isEmpty() ? "; what differs is the order" : "; " + listed(differences));
    }

    private static List<String> differences(Map<String, EffectEntry> then, Plan plan) {
        Map<String, Effect> now = plan.effects().each().stream()
                .collect(Collectors.toMap(ExpectedEffects::key, Function.identity(), (a, b) -> a, TreeMap::new));
        Set<String> all = new TreeSet<>(then.keySet());
        all.addAll(now.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : all) {
            EffectEntry before = then.get(key);
            Effect after = now.get(key);
            if (before == null && after != null) {
                differences.add(key + ": " + after.action().verb() + " was not expected");
            } else if (before != null && after == null) {
                differences.add(key + ": " + before.action().verb() + " was expected and is not in the plan");
            } else if (before != null && after != null && before.action() != after.action()) {
                differences.add(key + ": expected to " + before.action().verb() + ", not to "
                        + after.action().verb());
            } else if (before != null && after != null && !before.digest().equals(after.digest())) {
                differences.add(key + ": expected to " + after.action().verb() + " differently");
            }
        }
        return differences;
    }

    private static String listed(List<String> differences) {
        int more = differences.size() - LONGEST_LIST;
        return String.join("; ", differences.subList(0, Math.min(differences.size(), LONGEST_LIST)))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private static Map<String, EffectEntry> effects(PlannedRun run) {
        return PlanJson.read(run.plan()).effects().stream()
                .collect(Collectors.toMap(
                        e -> e.kind() + " " + e.address(), Function.identity(), (a, b) -> a, TreeMap::new));
    }

    private static String key(Effect effect) {
        return effect.address().kind().label() + " " + effect.address();
    }
}

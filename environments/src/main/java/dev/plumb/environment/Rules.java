package dev.plumb.environment;

import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How careful one is in an environment.
 *
 * @param isProtected whether removals need a tombstone, and neither reset nor destroy is possible
 * @param policy in the order of {@code plumb.yaml}
 * @param drift what a change by hand means
 * @param keepFor how long what was removed is kept
 */
public record Rules(
        boolean isProtected, List<PolicyRule> policy, Drift drift, Optional<Duration> keepFor, Requirements requires) {
    /** Those of an environment about which {@code plumb.yaml} says nothing. */
    public static final Rules DEFAULT = new Rules(false, List.of(), Drift.WARN, Optional.empty(), Requirements.NONE);

    /** What a difference that somebody made by hand means for an apply. */
    public enum Drift {
        /** Nothing: it is put right without a word. */
        IGNORE,
        /** It is named, and put right. */
        WARN,
        /** Nothing is applied until somebody has decided. */
        BLOCK
    }

    public Rules {
        policy = List.copyOf(policy);
    }

    static Rules read(YamlMap map) {
        boolean isProtected = map.flag("protected");
        List<PolicyRule> policy = map.map("policy").map(Rules::policy).orElse(List.of());
        Drift drift = map.choice("drift", Map.of("ignore", Drift.IGNORE, "warn", Drift.WARN, "block", Drift.BLOCK))
                .orElse(DEFAULT.drift());
        Optional<Duration> keepFor = Lifetime.read(map, "keep_for");
        Requirements requires = map.map("requires").map(Requirements::read).orElse(Requirements.NONE);
        return new Rules(isProtected, policy, drift, keepFor, requires);
    }

    private static List<PolicyRule> policy(YamlMap map) {
        List<PolicyRule> rules = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries()) {
            Optional<PolicyRule.Decision> decision = entry.value() instanceof YamlScalar scalar
                    ? Optional.ofNullable(PolicyRule.Decision.byWord().get(scalar.text()))
                    : Optional.empty();
            if (decision.isEmpty()) {
                entry.value().reportExpected("'" + entry.key() + "'", "allow, approve or deny");
            }
            decision.ifPresent(d -> rules.add(new PolicyRule(entry.key(), d, entry.location())));
        }
        return rules;
    }
}

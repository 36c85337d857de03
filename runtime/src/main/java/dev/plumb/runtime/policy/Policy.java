package dev.plumb.runtime.policy;

import dev.plumb.environment.PolicyRule;
import dev.plumb.environment.PolicyRule.Decision;
import dev.plumb.environment.Rules;
import dev.plumb.plan.Change;
import dev.plumb.plan.Hazard;
import dev.plumb.plan.Safety;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import dev.plumb.source.Suggestions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an environment's rules say of a change. Of all that are about it the strictest counts. */
public final class Policy {
    private final Rules rules;

    /** @throws SpecException with every rule about a class or hazard that there is not */
    public Policy(Rules rules) {
        this.rules = rules;
        Set<String> subjects = subjects();
        List<Problem> problems = rules.policy().stream()
                .filter(r -> !subjects.contains(r.subject().toUpperCase(Locale.ROOT)))
                .map(r -> new Problem(
                        Optional.of(r.location()),
                        "'policy' knows no class of changes and no hazard '" + r.subject() + "'",
                        Optional.of(Suggestions.nearest(r.subject(), subjects)
                                .map(n -> "did you mean '" + written(n) + "'?")
                                .orElse("there are: "
                                        + subjects.stream().map(Policy::written).collect(Collectors.joining(", "))))))
                .toList();
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
    }

    private static Set<String> subjects() {
        return Stream.<Enum<?>>concat(Arrays.stream(Safety.values()), Arrays.stream(Hazard.Kind.values()))
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Classes in small letters, codes as they are. */
    private static String written(String name) {
        return Arrays.stream(Safety.values()).anyMatch(s -> s.name().equals(name))
                ? name.toLowerCase(Locale.ROOT)
                : name;
    }

    /**
     * What is decided about a change.
     *
     * @param rule that says so; absent where nothing is said about it
     */
    public record Verdict(Change change, Decision decision, Optional<PolicyRule> rule) {
        /** Why, in a person's words: {@code destructive: deny, plumb.yaml:7:9}. */
        String cause() {
            return rule.map(r -> r.subject() + ": " + r.decision().word() + ", " + r.location())
                    .orElse("");
        }
    }

    public Verdict of(Change change) {
        Optional<PolicyRule> byClass = rule(change.safety().name());
        Stream<PolicyRule> byHazard =
                change.hazards().stream().flatMap(h -> rule(h.kind().name()).stream());
        Optional<PolicyRule> strictest =
                Stream.concat(byClass.stream(), byHazard).max(Comparator.comparing(PolicyRule::decision));
        Decision otherwise = change.safety() == Safety.DESTRUCTIVE ? Decision.APPROVE : Decision.ALLOW;
        boolean defaultIsStricter = byClass.isEmpty()
                && strictest.map(r -> r.decision().compareTo(otherwise) < 0).orElse(true);
        return defaultIsStricter
                ? new Verdict(change, otherwise, Optional.empty())
                : new Verdict(change, strictest.orElseThrow().decision(), strictest);
    }

    private Optional<PolicyRule> rule(String subject) {
        return rules.policy().stream()
                .filter(r -> r.subject().equalsIgnoreCase(subject))
                .max(Comparator.comparing(PolicyRule::decision));
    }
}

package dev.plumb.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumb.environment.Environment;
import dev.plumb.environment.PolicyRule;
import dev.plumb.environment.Project;
import dev.plumb.environment.Requirements;
import dev.plumb.environment.Rules;
import dev.plumb.environment.VariableValue;
import dev.plumb.environment.database.Secrets;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An environment as it is with all its values filled in, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param database for people, without a password
 * @param policy what is decided of which class of changes or hazard
 */
record ConfigDocument(
        String formatVersion,
        String project,
        String environment,
        String database,
        String namespace,
        @JsonProperty("protected") boolean isProtected,
        String drift,
        Optional<Long> keepForSeconds,
        Map<String, String> policy,
        RequirementsEntry requires,
        List<VariableEntry> variables) {
    private static final String INDENT = "  ";

    static ConfigDocument of(Project project, Environment environment) {
        Rules rules = environment.rules();
        Map<String, String> policy = new LinkedHashMap<>();
        for (PolicyRule rule : rules.policy()) {
            policy.put(rule.subject(), rule.decision().word());
        }
        return new ConfigDocument(
                PlanDocument.FORMAT_VERSION,
                project.name(),
                environment.name(),
                environment.target().shown(),
                environment.namespace(),
                rules.isProtected(),
                rules.drift().name().toLowerCase(Locale.ROOT),
                rules.keepFor().map(d -> d.toSeconds()),
                policy,
                RequirementsEntry.of(rules.requires()),
                environment.variables().declared().stream()
                        .map(VariableEntry::of)
                        .toList());
    }

    /** The environment for people. */
    String text(boolean explained) {
        List<String> lines = new ArrayList<>();
        lines.add("project " + project);
        lines.add("environment " + environment + (isProtected ? ", protected" : ""));
        lines.add(INDENT + "database   " + database);
        lines.add(INDENT + "namespace  " + (namespace.isEmpty() ? "(empty)" : namespace));
        lines.add(INDENT + "drift      " + drift);
        keepForSeconds.ifPresent(
                s -> lines.add(INDENT + "keep_for   " + s / 86_400 + " d " + s % 86_400 / 3600 + " h"));
        policy.forEach((subject, decision) -> lines.add(INDENT + "policy     " + subject + ": " + decision));
        requires.lines().forEach(line -> lines.add(INDENT + "requires   " + line));
        lines.add("variables");
        int name = variables.stream().mapToInt(v -> v.name().length()).max().orElse(0);
        int value = variables.stream().mapToInt(v -> v.value().length()).max().orElse(0);
        for (VariableEntry variable : variables) {
            String origin = explained ? INDENT + variable.explanation() : "";
            lines.add((INDENT + padded(variable.name(), name) + INDENT + padded(variable.value(), value) + origin)
                    .stripTrailing());
        }
        return String.join("\n", lines) + "\n";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    /** What must be true before a plan may be applied. */
    record RequirementsEntry(Optional<String> after, Optional<String> gitRef, boolean cleanTree, int approvals) {
        static RequirementsEntry of(Requirements requires) {
            return new RequirementsEntry(
                    requires.after(), requires.gitRef(), requires.cleanTree(), requires.approvals());
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            after.ifPresent(a -> lines.add("the same effects in " + a + " before"));
            gitRef.ifPresent(ref -> lines.add("the commit of " + ref));
            if (cleanTree) {
                lines.add("nothing that is not committed");
            }
            if (approvals > 0) {
                lines.add(approvals + (approvals == 1 ? " approval" : " approvals"));
            }
            return lines;
        }
    }

    /** One variable; the value of a secret is masked. */
    record VariableEntry(String name, String value, boolean secret, String origin, Optional<String> location) {
        static VariableEntry of(VariableValue variable) {
            return new VariableEntry(
                    variable.name(),
                    variable.secret() ? Secrets.MASK : variable.text(),
                    variable.secret(),
                    variable.origin().shown(),
                    variable.location().map(SourceLocation::toString));
        }

        String explanation() {
            return origin + location.map(l -> ", " + l).orElse("");
        }
    }
}

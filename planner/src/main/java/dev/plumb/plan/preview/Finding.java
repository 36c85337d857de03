package dev.plumb.plan.preview;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.preview.Preview.EnvironmentPreview;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanDocument.ChangeEntry;
import dev.plumb.plan.render.PlanDocument.LocationEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Something about a plan that can be shown at a line of the spec.
 *
 * @param rule stable, such as {@code table-rewrite}
 * @param severity how bad it is
 * @param address what it is about; empty for the plan as a whole
 * @param message what it is and what to do, with the environments
 * @param location absent for what is no longer declared
 */
record Finding(String rule, Severity severity, String address, String message, Optional<LocationEntry> location) {
    /** As SARIF names them. */
    enum Severity {
        NOTE,
        WARNING,
        ERROR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What holds for several environments is found once. */
    static List<Finding> of(Preview preview) {
        Map<Finding, String> environments = new LinkedHashMap<>();
        for (EnvironmentPreview environment : preview.environments()) {
            of(environment.plan()).forEach(f -> environments.merge(f, environment.name(), (a, b) -> a + ", " + b));
        }
        List<Finding> findings = new ArrayList<>();
        environments.forEach((finding, names) -> findings.add(finding.in(names)));
        return findings;
    }

    private Finding in(String environments) {
        return new Finding(rule, severity, address, environments + ": " + message, location);
    }

    private static List<Finding> of(PlanDocument plan) {
        List<Finding> findings = new ArrayList<>();
        plan.problems()
                .forEach(p -> findings.add(new Finding("no-plan", Severity.ERROR, "", p.sentence(), p.location())));
        plan.blockers()
                .forEach(b -> findings.add(new Finding(
                        "blocked", Severity.ERROR, b.address(), b.message() + "; " + b.remedy(), b.location())));
        plan.refusals()
                .forEach(r -> findings.add(
                        new Finding("refused", Severity.ERROR, "", r.message() + "; " + r.remedy(), Optional.empty())));
        for (ChangeEntry change : plan.changes()) {
            if (change.hazards().isEmpty() && change.isDestructive()) {
                findings.add(new Finding(
                        "destructive",
                        Severity.WARNING,
                        change.address(),
                        what(change) + ": " + change.reason().words(),
                        change.location()));
            }
            change.hazards()
                    .forEach(h -> findings.add(new Finding(
                            rule(h.code()),
                            change.isDestructive() ? Severity.WARNING : Severity.NOTE,
                            change.address(),
                            what(change) + ": " + h.cause() + "; " + h.wayOut(),
                            change.location())));
        }
        return findings;
    }

    /** The same for the same finding in the next preview, wherever its line has moved to; no two of one preview share it. */
    String fingerprint(String project) {
        String identity = String.join("\n", project, rule, address, message);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String what(ChangeEntry change) {
        return change.action().verb() + " " + change.kind() + " " + change.address();
    }

    static String rule(Hazard.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.plumb.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumb.cli.StatusDocument.RunEntry;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.EnvironmentOverview;
import dev.plumb.runtime.ledger.NamespaceOverview.SandboxTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The environments of a project and their sandboxes, as a document.
 *
 * @param formatVersion {@code major.minor}
 */
record EnvironmentsDocument(String formatVersion, String project, List<EnvironmentEntry> environments) {
    private static final String INDENT = "  ";

    static EnvironmentsDocument of(String project, List<EnvironmentOverview> environments) {
        return new EnvironmentsDocument(
                PlanDocument.FORMAT_VERSION,
                project,
                environments.stream().map(EnvironmentEntry::of).toList());
    }

    /** For people. */
    String text() {
        return environments.isEmpty()
                ? "no environments: add one to plumb.yaml\n"
                : environments.stream().map(EnvironmentEntry::text).collect(Collectors.joining("\n"));
    }

    /**
     * One environment.
     *
     * @param database without a password; absent when a variable in it is not set here
     * @param tenants whom it serves; absent when it has no tenants, or {@code unknown} says why nobody knows
     * @param sandbox absent for a declared environment
     * @param lastRun absent when nothing was applied yet, or {@code unknown} says why nobody knows
     */
    record EnvironmentEntry(
            String name,
            Optional<String> database,
            Optional<String> namespace,
            @JsonProperty("protected") boolean isProtected,
            Optional<TenantsEntry> tenants,
            Optional<SandboxEntry> sandbox,
            Optional<RunEntry> lastRun,
            Optional<String> unknown) {
        static EnvironmentEntry of(EnvironmentOverview environment) {
            return new EnvironmentEntry(
                    environment.name(),
                    environment.database(),
                    environment.namespace(),
                    environment.isProtected(),
                    environment.tenants().map(TenantsEntry::of),
                    environment.sandbox().map(SandboxEntry::of),
                    environment.lastRun().map(RunEntry::of),
                    environment.unknown());
        }

        String text() {
            List<String> lines = new ArrayList<>();
            lines.add(name + (isProtected ? ", protected" : "") + (sandbox.isPresent() ? ", sandbox" : ""));
            if (sandbox.isEmpty()) {
                database.ifPresent(d -> lines.add(INDENT + "database   " + d));
            }
            namespace.ifPresent(n -> lines.add(INDENT + "namespace  " + (n.isEmpty() ? "(empty)" : n)));
            tenants.ifPresent(t -> lines.add(INDENT + "tenants    " + t.words()));
            sandbox.ifPresent(s -> lines.add(INDENT + "ends       " + s.words()));
            lines.add(INDENT + "last run   "
                    + unknown.map(why -> "unknown: " + why)
                            .or(() -> lastRun.map(RunEntry::toString))
                            .orElse("none yet"));
            return String.join("\n", lines) + "\n";
        }
    }

    /**
     * Whom an environment serves.
     *
     * @param now how many there are
     * @param applied how many of them it was applied to
     * @param former namespaces of those who are none any more
     */
    record TenantsEntry(int now, int applied, List<String> former) {
        static TenantsEntry of(EnvironmentOverview.Tenants tenants) {
            return new TenantsEntry(tenants.now(), tenants.applied(), tenants.former());
        }

        String words() {
            return now + ", applied to " + applied
                    + (former.isEmpty() ? "" : "; no tenant's any more: " + Session.listed(former));
        }
    }

    /**
     * How long a sandbox is wanted.
     *
     * @param until in UTC, ISO 8601
     * @param secondsLeft negative when that time is over
     */
    record SandboxEntry(String until, long secondsLeft, boolean expired) {
        static SandboxEntry of(SandboxTime time) {
            return new SandboxEntry(time.until().toString(), time.left().toSeconds(), time.isOver());
        }

        String words() {
            String span = Durations.text(Duration.ofSeconds(Math.abs(secondsLeft)));
            return expired ? "expired " + span + " ago; plumb env destroy --expired" : until + ", in " + span;
        }
    }
}

package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.SandboxName;
import dev.plumb.runtime.Sandboxes.Sandbox;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** How long a sandbox is wanted. */
final class SandboxOptions {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Option<Duration> time = Option.of(
            Duration.class, new DurationConverter(), "TIME", "how long it is wanted, from now (default: 7d)", "--ttl");

    Option<Duration> option() {
        return time;
    }

    /** @throws UsageException when nobody could mean it */
    Duration time() {
        Duration wanted = time.or(USUAL);
        if (wanted.compareTo(Duration.ofSeconds(1)) < 0 || wanted.compareTo(LONGEST) > 0) {
            throw new UsageException("--ttl must be between 1 second and 10 years", "write --ttl 7d");
        }
        return wanted;
    }

    /**
     * The sandbox of that name.
     *
     * @throws UsageException when a sandbox is to be made beside a sandbox
     */
    static SandboxName named(Environment base, String name) {
        if (base.isSandbox()) {
            throw new UsageException(
                    base.name() + " is a sandbox, and sandboxes are made beside declared environments",
                    "name one of plumb.yaml: -e "
                            + base.name().substring(0, base.name().indexOf('/')));
        }
        return new SandboxName(base.name(), name);
    }

    /** @throws UsageException when the command line names tenants */
    static void refuseTenants(Project project) {
        if (!project.chosenTenants().isEmpty()) {
            throw new UsageException(
                    "a sandbox has one namespace, and --tenant names " + String.join(", ", project.chosenTenants()),
                    "leave --tenant out; plumb env clone copies the rows of a tenant into a sandbox");
        }
    }

    /** What was made, for people. */
    static String words(Sandbox sandbox) {
        return sandbox.environment().name() + ", namespace "
                + sandbox.environment().namespace() + ", until "
                + sandbox.until().truncatedTo(ChronoUnit.SECONDS);
    }
}

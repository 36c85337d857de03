package dev.plumb.environment;

import java.util.Optional;

/**
 * A database, the prefix that its schemas share, and how things are done there.
 *
 * @param namespace the prefix of the schemas' names, as {@code dev_}; may be empty
 * @param tenant whose namespace it is; absent where there are no tenants
 * @param target where the database is
 * @param variables what {@code ${NAME}} stands for
 */
public record Environment(
        String name,
        String namespace,
        Optional<String> tenant,
        DatabaseTarget target,
        Variables variables,
        Rules rules) {
    /** The oldest version of PostgreSQL that can be embedded. */
    public static final int OLDEST_VERSION = 14;

    /** The newest one, which is embedded unless {@code plumb.yaml} says otherwise. */
    public static final int NEWEST_VERSION = 18;

    /**
     * Somebody's own beside this one, in the same database. Nobody else rests on it, so it has no rules.
     *
     * @param sandbox its base is this one
     */
    public Environment sandbox(SandboxName sandbox) {
        return sandbox(sandbox, sandbox.namespace(namespace));
    }

    /** The same with the prefix that the database knows it by. */
    public Environment sandbox(SandboxName sandbox, String prefix) {
        return new Environment(sandbox.toString(), prefix, Optional.empty(), target, variables, Rules.DEFAULT);
    }

    /** The same in other schemas of the same database. */
    public Environment in(String prefix) {
        return new Environment(name, prefix, tenant, target, variables, rules);
    }

    Environment withoutTenant() {
        return new Environment(name, namespace, Optional.empty(), target, variables, rules);
    }

    /** Whether it is a sandbox beside a declared environment, and not a declared one itself. */
    public boolean isSandbox() {
        return SandboxName.in(name).isPresent();
    }

    /** In a sentence: {@code prod}, or {@code prod, tenant acme}. */
    public String title() {
        return name + tenant.map(t -> ", tenant " + t).orElse("");
    }

    /** What names it on the command line: {@code -e prod --tenant acme}. */
    public String arguments() {
        return "-e " + name + tenant.map(t -> " --tenant " + t).orElse("");
    }
}

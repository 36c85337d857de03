package dev.plumb.environment;

/**
 * A database, the prefix that its schemas share, and how things are done there.
 *
 * @param namespace the prefix of the schemas' names, as {@code dev_}; may be empty
 * @param target where the database is
 * @param variables what {@code ${NAME}} stands for
 */
public record Environment(String name, String namespace, DatabaseTarget target, Variables variables, Rules rules) {
    /**
     * Somebody's own beside this one, in the same database. Nobody else rests on it, so it has no rules.
     *
     * @param sandbox its base is this one
     */
    public Environment sandbox(SandboxName sandbox) {
        return new Environment(sandbox.toString(), sandbox.namespace(namespace), target, variables, Rules.DEFAULT);
    }

    /** Whether it is a sandbox beside a declared environment, and not a declared one itself. */
    public boolean isSandbox() {
        return SandboxName.in(name).isPresent();
    }

    /** The oldest version of PostgreSQL that can be embedded. */
    public static final int OLDEST_VERSION = 14;

    /** The newest one, which is embedded unless {@code plumb.yaml} says otherwise. */
    public static final int NEWEST_VERSION = 18;
}

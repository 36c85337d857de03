package dev.plumb.environment;

/**
 * A database, and the prefix that its schemas share.
 *
 * @param namespace the prefix of the schemas' names, as {@code dev_}; may be empty
 * @param target where the database is
 */
public record Environment(String name, String namespace, DatabaseTarget target) {
    /** The oldest version of PostgreSQL that can be embedded. */
    public static final int OLDEST_VERSION = 14;

    /** The newest one, which is embedded unless {@code plumb.yaml} says otherwise. */
    public static final int NEWEST_VERSION = 18;
}

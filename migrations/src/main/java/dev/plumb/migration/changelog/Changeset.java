package dev.plumb.migration.changelog;

import java.util.List;
import java.util.Optional;

/**
 * What Liquibase runs, records and rolls back as one.
 *
 * @param id without white space, unless it is the path of a data migration; unique in its file
 * @param about what it changes, one line
 * @param destructive whether it may lose data or a definition that others use
 * @param statements in order, without closing semicolons
 * @param alone whether they run outside of any transaction, one by one
 * @param rollback the statements that take it back; empty when there is nothing to take back
 * @param limits what the rollback does not bring back, one line
 */
public record Changeset(
        String id,
        String about,
        boolean destructive,
        List<String> statements,
        boolean alone,
        List<String> rollback,
        Optional<String> limits) {
    /** Of all that Plumb writes. */
    public static final String AUTHOR = "plumb";

    /** The label by which destructive changesets are told from others. */
    public static final String DESTRUCTIVE = "destructive";

    public Changeset {
        statements = List.copyOf(statements);
        rollback = List.copyOf(rollback);
    }
}

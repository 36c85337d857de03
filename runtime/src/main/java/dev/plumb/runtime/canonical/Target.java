package dev.plumb.runtime.canonical;

import dev.plumb.schema.Address;
import java.util.Set;

/**
 * What a plan is made for.
 *
 * @param environment its name, for messages
 * @param prefix of the PostgreSQL schema of every directory; may be empty
 * @param managed what the ledger says is managed
 * @param pending managed computed columns of which the ledger knows that they are not filled yet
 * @param guarded managed objects whose {@code prevent_destroy} the ledger remembers
 */
public record Target(
        String environment, String prefix, Set<Address> managed, Set<Address> pending, Set<Address> guarded) {
    public Target {
        pending = Set.copyOf(pending);
        managed = Set.copyOf(managed);
        guarded = Set.copyOf(guarded);
    }

    /** With everything filled. */
    public Target(String environment, String prefix, Set<Address> managed, Set<Address> guarded) {
        this(environment, prefix, managed, Set.of(), guarded);
    }
}

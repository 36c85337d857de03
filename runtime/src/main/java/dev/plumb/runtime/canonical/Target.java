package dev.plumb.runtime.canonical;

import dev.plumb.plan.DataMigration;
import dev.plumb.plan.FillPace;
import dev.plumb.plan.Unfilled;
import dev.plumb.schema.Address;
import dev.plumb.source.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plan is made for.
 *
 * @param environment its name, for messages
 * @param prefix of the PostgreSQL schema of every directory; may be empty
 * @param managed what the ledger says is managed, but for what is forgotten
 * @param pending of what is managed
 * @param rates how fast computed columns were filled the last time
 * @param forgotten of what was managed until now, what is to be left alone, by where the spec says so
 * @param guarded managed objects whose {@code prevent_destroy} the ledger remembers
 * @param kept of what is managed, the tables and columns whose rows and values are to be kept should they be dropped
 * @param data migrations that have not run yet, in order
 */
public record Target(
        String environment,
        String prefix,
        Set<Address> managed,
        Unfilled pending,
        Map<Address, FillPace.Measured> rates,
        Map<Address, SourceLocation> forgotten,
        Set<Address> guarded,
        Set<Address> kept,
        List<DataMigration> data) {
    public Target {
        data = List.copyOf(data);
        rates = Map.copyOf(rates);
        forgotten = Map.copyOf(forgotten);
        managed = Set.copyOf(managed);
        guarded = Set.copyOf(guarded);
        kept = Set.copyOf(kept);
    }

    /** With everything filled. */
    public Target(String environment, String prefix, Set<Address> managed, Set<Address> guarded) {
        this(environment, prefix, managed, Unfilled.NONE, Map.of(), Map.of(), guarded, Set.of(), List.of());
    }
}

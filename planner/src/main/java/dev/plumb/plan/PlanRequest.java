package dev.plumb.plan;

import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.schema.Address;
import dev.plumb.schema.Schema;
import dev.plumb.schema.sql.NameMap;
import dev.plumb.source.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything a plan is a function of.
 *
 * @param environment its name, for messages
 * @param desired canonical, with the declarations of the spec
 * @param desiredDependencies edges of the desired state, from its stand-ins
 * @param desiredOutputColumns of the desired views
 * @param volatileDefaults columns of the desired state whose default is volatile ({@code provolatile}), so that adding them
 *     writes every row anew
 * @param computed what is to keep computed columns right, by table; logical
 * @param pending in names after {@code renames}
 * @param paces what is known of how fast computed columns are filled
 * @param live the live state after {@code renames}
 * @param renames what the hints of the spec came to
 * @param managed what the ledger says is managed, in live names after {@code renames}
 * @param guarded managed objects whose {@code prevent_destroy} the ledger remembers
 * @param kept tables and columns whose rows and values are to be kept should they be dropped, in live names after {@code renames}
 * @param forgotten what was managed until now and is to be left alone, by where the spec says so
 * @param locations where the spec declares things
 * @param names the schemas that the statements are to name: of every directory of either state, and of those that are
 *     renamed also under their former names
 */
public record PlanRequest(
        String environment,
        Schema desired,
        Set<Dependency> desiredDependencies,
        Map<Address, List<CatalogState.OutputColumn>> desiredOutputColumns,
        Set<Address> volatileDefaults,
        Map<Address, ComputedTable> computed,
        Unfilled pending,
        Map<Address, FillPace> paces,
        CatalogState live,
        RenameResolution renames,
        Set<Address> managed,
        Set<Address> guarded,
        Set<Address> kept,
        Map<Address, SourceLocation> forgotten,
        Map<Address, SourceLocation> locations,
        NameMap names) {
    public PlanRequest {
        forgotten = Map.copyOf(forgotten);
        desiredDependencies = Set.copyOf(desiredDependencies);
        desiredOutputColumns = Map.copyOf(desiredOutputColumns);
        volatileDefaults = Set.copyOf(volatileDefaults);
        computed = Map.copyOf(computed);
        paces = Map.copyOf(paces);
        managed = Set.copyOf(managed);
        guarded = Set.copyOf(guarded);
        kept = Set.copyOf(kept);
        locations = Map.copyOf(locations);
    }

    /** The same made for another reading of the same schema. */
    public PlanRequest withLive(CatalogState reading) {
        return new PlanRequest(
                environment,
                desired,
                desiredDependencies,
                desiredOutputColumns,
                volatileDefaults,
                computed,
                pending,
                paces,
                reading,
                renames,
                managed,
                guarded,
                kept,
                forgotten,
                locations,
                names);
    }
}

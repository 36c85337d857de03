package dev.plumb.plan.planning;

import dev.plumb.plan.Blocker;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.VersionChange;
import dev.plumb.plan.diff.Cells;
import dev.plumb.plan.diff.Context;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Recompute;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What only people can decide: whether the values of a function's former version are still good. Nothing is done before they
 * have.
 */
final class VersionDecisions {
    private final PlanRequest request;
    private final Context context;
    private final Cells cells;

    VersionDecisions(PlanRequest request, Context context) {
        this.request = request;
        this.context = context;
        this.cells = context.cells();
    }

    /** @param touched what the plan may change at all */
    List<Blocker> open(Set<Address> touched) {
        List<Blocker> open = new ArrayList<>();
        for (Map.Entry<Address, ComputedTable> table : new TreeMap<>(request.computed()).entrySet()) {
            for (Cell cell : table.getValue().cells()) {
                Address column = table.getKey().child(ObjectKind.COLUMN, cell.column());
                cells.newVersion(column)
                        .filter(v -> touched.contains(column) && cells.recompute(column) == Recompute.UNDECIDED)
                        .map(v -> blocker(table.getKey(), column, v))
                        .ifPresent(open::add);
            }
        }
        return open;
    }

    private Blocker blocker(Address table, Address column, VersionChange version) {
        return new Blocker(
                column,
                "the function " + version.function() + " has the version " + version.declared()
                        + ", and its values are of version " + version.present()
                        + "; the spec does not say what becomes of"
                        + " them; computing those of " + context.rowsInWords(table) + " again takes "
                        + cells.cost(table, Set.of(column.name())).words(),
                "write 'recompute: true' there to have all values computed again, or 'recompute: false' to keep them and"
                        + " have version " + version.declared() + " compute what changes from now on",
                context.location(column).or(() -> index(table, column)));
    }

    /** The column of an embedding index is declared as the index. */
    private Optional<SourceLocation> index(Address table, Address column) {
        return context.location(table.child(ObjectKind.INDEX, column.name()));
    }
}

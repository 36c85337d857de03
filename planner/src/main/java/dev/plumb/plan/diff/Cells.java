package dev.plumb.plan.diff;

import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.Optional;

/** What is computed, before and after. Immutable. */
public final class Cells {
    private final PlanRequest request;

    Cells(PlanRequest request) {
        this.request = request;
    }

    public Optional<InstalledCells> installed(Address table) {
        return Optional.ofNullable(request.live().computed().get(table));
    }

    public Optional<ComputedTable> desired(Address table) {
        return Optional.ofNullable(request.computed().get(table));
    }

    /** The column as it is computed now. */
    Optional<Cell> live(Address column) {
        return installed(table(column)).flatMap(i -> i.current().cell(column.name()));
    }

    Optional<Cell> declared(Address column) {
        return desired(table(column)).flatMap(t -> t.cell(column.name()));
    }

    boolean isComputed(Address column) {
        return column.kind() == ObjectKind.COLUMN
                && (live(column).isPresent() || declared(column).isPresent());
    }

    /** Whether it was computed before, and in another way. */
    public boolean isRedefined(Address column) {
        Optional<Cell> before = live(column);
        Optional<Cell> after = declared(column);
        return before.isPresent()
                && after.isPresent()
                && !(before.get().formula().text().equals(after.get().formula().text())
                        && before.get().type().equals(after.get().type()));
    }

    /** Whether the rows that are there may not have the values that are declared, for a reason of the column's own. */
    public boolean isToBeFilled(Address column) {
        return declared(column).isPresent()
                && (live(column).isEmpty()
                        || isRedefined(column)
                        || isPending(column)
                        || trouble(column).isPresent());
    }

    boolean isPending(Address column) {
        return request.pending().contains(column);
    }

    Optional<String> trouble(Address column) {
        return live(column).flatMap(c -> installed(table(column))).flatMap(InstalledCells::trouble);
    }

    private static Address table(Address column) {
        return Address.of(ObjectKind.TABLE, column.directory(), column.object().orElseThrow());
    }
}

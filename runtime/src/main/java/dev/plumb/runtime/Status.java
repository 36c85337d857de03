package dev.plumb.runtime;

import dev.plumb.plan.Plan;
import dev.plumb.runtime.ledger.ColumnState;
import dev.plumb.runtime.ledger.Holder;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.schema.Address;
import java.util.List;
import java.util.Optional;

/**
 * How a database stands to its spec.
 *
 * @param plan what an apply would do; it also lists what is unmanaged and what is not covered
 * @param since who has changed what is not as declared
 * @param recreated managed objects that somebody has dropped and created again since the last run
 * @param lastRun absent before the first apply
 * @param applying who is applying at this moment
 * @param computed how far each declared computed column and embedding index is; empty before the first apply
 * @param ledgerVersion 0 when there is no ledger yet
 */
public record Status(
        Plan plan,
        SinceLastApply since,
        List<Address> recreated,
        Optional<RunSummary> lastRun,
        Optional<Holder> applying,
        List<ColumnState> computed,
        int ledgerVersion) {
    public Status {
        recreated = List.copyOf(recreated);
        computed = List.copyOf(computed);
    }

    public boolean isInPlumb() {
        return plan.isInPlumb();
    }
}

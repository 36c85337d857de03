package dev.plumb.runtime;

import dev.plumb.plan.Plan;
import dev.plumb.runtime.ledger.Holder;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.schema.Address;
import java.util.List;
import java.util.Optional;

/**
 * How a database stands to its spec.
 *
 * @param plan what an apply would do; it also lists what is unmanaged and what is not covered
 * @param touched managed objects that somebody else has changed or re-created since the last run
 * @param lastRun absent before the first apply
 * @param applying who is applying at this moment
 * @param ledgerVersion 0 when there is no ledger yet
 */
public record Status(
        Plan plan, List<Address> touched, Optional<RunSummary> lastRun, Optional<Holder> applying, int ledgerVersion) {
    public Status {
        touched = List.copyOf(touched);
    }

    public boolean isInPlumb() {
        return plan.isInPlumb();
    }
}

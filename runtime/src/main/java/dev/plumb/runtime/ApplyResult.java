package dev.plumb.runtime;

import dev.plumb.plan.Plan;
import dev.plumb.runtime.work.WorkResult;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an apply did.
 *
 * @param plan all of it is done, unless the listener heard that the apply detached
 * @param run its number in the ledger; absent when there was nothing to do
 * @param worked what functions computed for the rows that data migrations wrote; absent when there were none
 */
public record ApplyResult(Plan plan, OptionalLong run, Optional<WorkResult> worked) {
    static ApplyResult of(Plan plan, OptionalLong run) {
        return new ApplyResult(plan, run, Optional.empty());
    }

    ApplyResult with(WorkResult result) {
        return new ApplyResult(plan, run, Optional.of(result));
    }
}

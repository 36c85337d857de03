package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import java.util.List;
import java.util.OptionalLong;

/**
 * What an apply did, as JSON.
 *
 * @param formatVersion {@code major.minor}
 * @param run its number in the ledger; absent when there was nothing to do
 * @param plan as it was shown
 * @param backfills the numbers of those that are left to other processes; all of the plan is done when there are none, else what
 *     comes before the first step that fills
 */
record ApplyDocument(String formatVersion, OptionalLong run, PlanDocument plan, List<Long> backfills) {
    ApplyDocument(OptionalLong run, PlanDocument plan, List<Long> backfills) {
        this(PlanDocument.FORMAT_VERSION, run, plan, backfills);
    }
}

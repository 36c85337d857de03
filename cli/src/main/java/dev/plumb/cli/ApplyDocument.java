package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import java.util.OptionalLong;

/**
 * What an apply did, as JSON.
 *
 * @param formatVersion {@code major.minor}
 * @param run its number in the ledger; absent when there was nothing to do
 * @param plan all of it is done
 */
record ApplyDocument(String formatVersion, OptionalLong run, PlanDocument plan) {
    ApplyDocument(OptionalLong run, PlanDocument plan) {
        this(PlanDocument.FORMAT_VERSION, run, plan);
    }
}

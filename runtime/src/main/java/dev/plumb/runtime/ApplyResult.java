package dev.plumb.runtime;

import dev.plumb.plan.Plan;
import java.util.OptionalLong;

/**
 * What an apply did.
 *
 * @param plan all of it is done, unless the listener heard that the apply detached
 * @param run its number in the ledger; absent when there was nothing to do
 */
public record ApplyResult(Plan plan, OptionalLong run) {}

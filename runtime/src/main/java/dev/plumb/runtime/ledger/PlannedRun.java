package dev.plumb.runtime.ledger;

/**
 * A run or an approval, for what it planned.
 *
 * @param effectDigest of its plan
 * @param plan the plan's JSON
 * @param specHash of the spec that it was made from; empty of an approval
 * @param succeeded whether it is a run that reached its end
 * @param here whether it was of this namespace, not of another one of the project in the same database
 */
public record PlannedRun(String effectDigest, String plan, String specHash, boolean succeeded, boolean here) {}

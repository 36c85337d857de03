package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.FleetResult;
import java.util.List;
import java.util.Optional;

/**
 * What an apply would do to the tenants of an environment, or did, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param tenants how many there are
 * @param inPlumb those that are as declared
 * @param groups the others, each with those that are alike
 * @param result absent when nothing was applied
 */
record FleetDocument(
        String formatVersion,
        String environment,
        int tenants,
        List<String> inPlumb,
        List<GroupEntry> groups,
        Optional<ResultEntry> result) {
    static FleetDocument of(FleetView plan) {
        return of(plan, Optional.empty());
    }

    static FleetDocument of(FleetView plan, FleetResult result) {
        return of(plan, Optional.of(ResultEntry.of(result)));
    }

    private static FleetDocument of(FleetView plan, Optional<ResultEntry> result) {
        return new FleetDocument(
                PlanDocument.FORMAT_VERSION,
                plan.environment(),
                plan.size(),
                plan.inPlumb(),
                plan.differing().stream().map(GroupEntry::of).toList(),
                result);
    }

    /**
     * Tenants that are alike.
     *
     * @param plan of each, in the names of the first
     */
    record GroupEntry(List<String> tenants, PlanDocument plan) {
        static GroupEntry of(FleetView.Group group) {
            return new GroupEntry(group.tenants(), group.document());
        }
    }

    /**
     * What became of the tenants.
     *
     * @param applied all of the plan is done
     * @param failed in the order in which they were begun
     */
    record ResultEntry(List<String> applied, List<FailureEntry> failed, List<String> notBegun) {
        static ResultEntry of(FleetResult result) {
            return new ResultEntry(
                    result.applied(),
                    result.failed().entrySet().stream()
                            .map(e -> FailureEntry.of(e.getKey(), e.getValue()))
                            .toList(),
                    result.notBegun());
        }
    }

    /** Why a tenant's plan is not done. */
    record FailureEntry(String tenant, String message) {
        static FailureEntry of(String tenant, RuntimeException why) {
            return new FailureEntry(
                    tenant, String.join("; ", Failures.explain(why).sentences()));
        }
    }
}

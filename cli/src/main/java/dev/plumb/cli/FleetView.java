package dev.plumb.cli;

import dev.plumb.plan.Plan;
import dev.plumb.plan.Refusal;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.FleetFiles;
import dev.plumb.runtime.FleetPlan;
import dev.plumb.runtime.planfile.FleetPlanFile;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be shown of plans for many tenants, wherever they come from.
 *
 * @param inPlumb tenants for whom nothing is to be done
 * @param differing the others, each with those that are alike
 */
record FleetView(String environment, List<String> inPlumb, List<Group> differing) {
    FleetView {
        inPlumb = List.copyOf(inPlumb);
        differing = List.copyOf(differing);
    }

    /**
     * Tenants that are alike.
     *
     * @param plan of each, in the names of the first
     * @param refusals why an apply would be refused now, whatever is allowed on the command line
     */
    record Group(List<String> tenants, Plan plan, List<Refusal> refusals) {
        Group {
            tenants = List.copyOf(tenants);
            refusals = List.copyOf(refusals);
        }

        PlanDocument document() {
            return PlanDocument.of(plan, refusals);
        }
    }

    static FleetView of(FleetPlan plan) {
        return new FleetView(
                plan.environment(),
                plan.inPlumb(),
                plan.differing().stream()
                        .map(g -> new Group(g.tenants(), g.plan(), g.refusals()))
                        .toList());
    }

    /** What is to be done of a file; what would be refused an apply says. */
    static FleetView of(String environment, FleetFiles.Pending pending) {
        List<String> inPlumb = new ArrayList<>(pending.done());
        List<Group> differing = new ArrayList<>();
        for (FleetFiles.Group group : pending.groups()) {
            if (group.plan().isInPlumb()) {
                inPlumb.addAll(group.tenants());
            } else {
                differing.add(new Group(group.tenants(), group.plan(), List.of()));
            }
        }
        return new FleetView(environment, inPlumb, differing);
    }

    /** All of a file, whatever has been done of it. */
    static FleetView of(FleetPlanFile file) {
        List<String> inPlumb = new ArrayList<>(file.unchanged());
        List<Group> differing = new ArrayList<>();
        for (FleetPlanFile.Group group : file.groups()) {
            List<String> tenants =
                    group.members().stream().map(FleetPlanFile.Member::tenant).toList();
            Plan plan = group.plan().plan();
            if (plan.isInPlumb()) {
                inPlumb.addAll(tenants);
            } else {
                differing.add(new Group(tenants, plan, List.of()));
            }
        }
        return new FleetView(file.environment(), inPlumb, differing);
    }

    /** How many tenants there are. */
    int size() {
        return inPlumb.size() + toChange();
    }

    /** For how many something is to be done. */
    int toChange() {
        return namesToChange().size();
    }

    List<String> namesToChange() {
        return differing.stream().flatMap(g -> g.tenants().stream()).toList();
    }

    List<Plan> plans() {
        return differing.stream().map(Group::plan).toList();
    }
}

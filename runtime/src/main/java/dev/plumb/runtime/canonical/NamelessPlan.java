package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Effects;
import dev.plumb.plan.FillPace;
import dev.plumb.plan.Plan;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.RenameResolution;
import dev.plumb.plan.planning.Planner;
import dev.plumb.schema.Address;
import dev.plumb.schema.Spec;
import dev.plumb.schema.sql.NameMap;
import java.util.Map;

/**
 * Everything of a plan but the names in its statements.
 *
 * @param live after the renames
 * @param paces by the names that columns are to have
 */
record NamelessPlan(
        Target target,
        Spec spec,
        CanonicalSchema desired,
        CatalogState live,
        RenameResolution renames,
        Map<Address, FillPace> paces) {
    /** With the schemas that its statements are to name. */
    Plan in(NameMap names) {
        return planner().plan(request(names));
    }

    /** What it does, whatever the schemas are called. */
    Effects effects(NameMap logical) {
        return planner().effects(request(logical));
    }

    private Planner planner() {
        return target.data().isEmpty() ? new Planner() : new Planner().contractingApart();
    }

    private PlanRequest request(NameMap names) {
        return new PlanRequest(
                target.environment(),
                desired.schema(),
                desired.dependencies(),
                desired.outputColumns(),
                desired.volatileDefaults(),
                desired.computed(),
                target.pending().renamed(renames),
                paces,
                live,
                renames,
                renames.applyTo(target.managed()),
                renames.applyTo(target.guarded()),
                renames.applyTo(target.kept()),
                target.forgotten(),
                spec.lowered().locations(),
                names);
    }
}

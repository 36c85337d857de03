package dev.plumb.runtime;

import dev.plumb.plan.Plan;
import dev.plumb.runtime.apply.ApplyRequest;

/** A plan that empties an environment, bound to the state that it was made from. */
public final class Emptying {
    private final ApplyRequest request;

    Emptying(ApplyRequest request) {
        this.request = request;
    }

    /** What goes, and among what is not managed and not covered everything that stays in the schemas that it has. */
    public Plan plan() {
        return request.plan();
    }

    /** Whether schemas stay because of what others have in them. */
    public boolean leavesSchemas() {
        return !request.specSchemas().isEmpty();
    }

    ApplyRequest request() {
        return request;
    }
}

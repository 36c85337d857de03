package dev.plumb.runtime.policy;

import dev.plumb.plan.Plan;
import dev.plumb.plan.Refusal;
import java.util.List;

/** What is true beside the plan: who approved its effects, where they were before, what Git says. */
public interface Conditions {
    /** Where nobody can be asked: nothing is approved, and nothing is known to be missing. */
    Conditions UNKNOWN = new Conditions() {
        @Override
        public boolean isApproved(Plan plan) {
            return false;
        }

        @Override
        public List<Refusal> unmet(Plan plan) {
            return List.of();
        }
    };

    /** Whether somebody approved the effects of a plan for this environment, and the approval still counts. */
    boolean isApproved(Plan plan);

    /** What the environment requires and is not so. */
    List<Refusal> unmet(Plan plan);
}

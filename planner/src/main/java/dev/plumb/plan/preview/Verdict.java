package dev.plumb.plan.preview;

import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanDocument.ChangeEntry;

/** What becomes of a plan, from the best to the worst. */
public enum Verdict {
    UNCHANGED("no changes"),
    READY("ready"),
    /** It destroys something, which an apply has to be allowed by name. */
    APPROVAL("needs approval"),
    REFUSED("refused"),
    /** There is no plan. */
    FAILED("no plan");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    static Verdict of(PlanDocument plan) {
        if (plan.failed()) {
            return FAILED;
        }
        if (!plan.blockers().isEmpty() || !plan.refusals().isEmpty()) {
            return REFUSED;
        }
        if (plan.changes().stream().anyMatch(ChangeEntry::needsApproval)) {
            return APPROVAL;
        }
        boolean idle = plan.steps().isEmpty()
                && plan.changes().stream().allMatch(c -> c.action().isBookkeeping());
        return idle ? UNCHANGED : READY;
    }
}

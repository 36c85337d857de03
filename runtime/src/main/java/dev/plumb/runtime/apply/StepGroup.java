package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps that are done together: those of one transaction, or one that runs alone.
 *
 * @param steps never empty, in order
 */
record StepGroup(List<Step> steps) {
    StepGroup {
        steps = List.copyOf(steps);
    }

    static List<StepGroup> of(List<Step> steps) {
        List<StepGroup> groups = new ArrayList<>();
        List<Step> current = new ArrayList<>();
        for (Step step : steps) {
            if (!current.isEmpty() && !belongTogether(current.get(0), step)) {
                groups.add(new StepGroup(current));
                current = new ArrayList<>();
            }
            current.add(step);
        }
        if (!current.isEmpty()) {
            groups.add(new StepGroup(current));
        }
        return groups;
    }

    private static boolean belongTogether(Step first, Step next) {
        return first.mode() == Step.Mode.TRANSACTIONAL
                && next.mode() == Step.Mode.TRANSACTIONAL
                && first.transaction() == next.transaction();
    }

    /** Outside of the transactions that record steps. */
    boolean runsAlone() {
        return first().mode() != Step.Mode.TRANSACTIONAL;
    }

    boolean fills() {
        return first().fill().isPresent();
    }

    Step first() {
        return steps.get(0);
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }
}

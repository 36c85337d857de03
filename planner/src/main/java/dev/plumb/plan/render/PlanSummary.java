package dev.plumb.plan.render;

import dev.plumb.plan.Action;
import dev.plumb.plan.Plan;

/**
 * How many changes of each action a plan holds.
 *
 * @param destructive how many of them are destructive; each is counted at its action too
 */
public record PlanSummary(
        int create,
        int alter,
        int rename,
        int replace,
        int recreate,
        int drop,
        int adopt,
        int forget,
        int destructive,
        int steps,
        int blockers) {
    static final PlanSummary NOTHING = new PlanSummary(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static PlanSummary of(Plan plan) {
        return new PlanSummary(
                count(plan, Action.CREATE),
                count(plan, Action.ALTER),
                count(plan, Action.RENAME),
                count(plan, Action.REPLACE),
                count(plan, Action.RECREATE),
                count(plan, Action.DROP),
                count(plan, Action.ADOPT),
                count(plan, Action.FORGET),
                plan.destructive().size(),
                plan.steps().size(),
                plan.blockers().size());
    }

    private static int count(Plan plan, Action action) {
        return (int) plan.changes().stream().filter(c -> c.action() == action).count();
    }

    /** How many changes have the action. */
    public int of(Action action) {
        return switch (action) {
            case CREATE -> create;
            case ALTER -> alter;
            case RENAME -> rename;
            case REPLACE -> replace;
            case RECREATE -> recreate;
            case DROP -> drop;
            case ADOPT -> adopt;
            case FORGET -> forget;
        };
    }
}

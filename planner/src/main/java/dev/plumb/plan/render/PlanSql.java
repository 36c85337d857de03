package dev.plumb.plan.render;

import dev.plumb.plan.Step;
import dev.plumb.plan.render.PlanDocument.BlockerEntry;
import dev.plumb.plan.render.StepEntry.DataEntry;

/**
 * A plan as a script for psql: the statements exactly as an apply sends them, in the same transactions. It stops at the
 * first error. Plumb's ledger does not hear of it; the next apply finds the objects and adopts them.
 */
public final class PlanSql {
    private PlanSql() {}

    /** The script, ending with a line feed; comments alone when there is nothing to run or nothing may run. */
    public static String render(PlanDocument document) {
        StringBuilder script = new StringBuilder();
        script.append("-- Plumb: plan for environment ").append(Printable.line(document.environment()));
        script.append(", ").append(count(document.steps().size())).append(".\n");
        document.problems().forEach(p -> comment(script, "no plan could be made: " + p));
        for (BlockerEntry blocker : document.blockers()) {
            comment(script, "in the way: " + blocker.address() + ": " + blocker.message());
        }
        document.refusals().forEach(r -> comment(script, "an apply would be refused: " + r.message()));
        if (document.blockers().isEmpty() && !document.steps().isEmpty()) {
            script.append("\\set ON_ERROR_STOP on\n\\encoding UTF8\n");
            steps(document, script);
        }
        return script.toString();
    }

    private static void steps(PlanDocument document, StringBuilder script) {
        int open = 0;
        for (StepEntry step : document.steps()) {
            boolean transactional = step.mode() == Step.Mode.TRANSACTIONAL;
            if (open != 0 && (!transactional || open != step.transaction())) {
                script.append("\ncommit;\n");
                open = 0;
            }
            if (transactional && open == 0) {
                script.append("\nbegin;\n");
                open = step.transaction();
            }
            script.append('\n');
            comment(script, step.data().map(DataEntry::file).orElseGet(() -> String.join(", ", step.addresses())));
            if (step.fill().isPresent()) {
                comment(
                        script,
                        "not SQL: the next plumb apply fills "
                                + String.join(", ", step.fill().get().columns()) + " of "
                                + step.fill().get().table());
                continue;
            }
            if (!transactional) {
                comment(script, "cannot run in a transaction; safe to repeat");
            }
            // A file may end in a comment.
            script.append(step.sql()).append(step.data().isPresent() ? "\n;\n" : ";\n");
        }
        if (open != 0) {
            script.append("\ncommit;\n");
        }
    }

    private static void comment(StringBuilder script, String text) {
        script.append("-- ").append(Printable.line(text)).append('\n');
    }

    private static String count(int steps) {
        return switch (steps) {
            case 0 -> "nothing to run";
            case 1 -> "1 statement";
            default -> steps + " statements";
        };
    }
}

package dev.plumb.plan.planning;

import dev.plumb.plan.Change;
import dev.plumb.plan.Hazard;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything that a plan says, in few lines. */
final class PlanPrinter {
    private PlanPrinter() {}

    static String print(Plan plan) {
        StringBuilder text = new StringBuilder();
        plan.changes().forEach(c -> change(text, c));
        plan.blockers().forEach(b -> text.append("blocked: ")
                .append(b.address())
                .append(": ")
                .append(b.message())
                .append(" -> ")
                .append(b.remedy())
                .append('\n'));
        if (!plan.unmanaged().isEmpty()) {
            text.append("unmanaged: ").append(plan.unmanaged()).append('\n');
        }
        plan.notes().forEach(n -> text.append("note: ").append(n).append('\n'));
        int transaction = 0;
        for (Step step : plan.steps()) {
            if (step.transaction() != transaction) {
                transaction = step.transaction();
                text.append("  -- ")
                        .append(step.mode() == Step.Mode.ALONE ? "alone" : "transaction " + transaction)
                        .append('\n');
            }
            text.append("  ").append(step.sql().replace("\n", "\n    ")).append(";");
            if (!step.locks().isEmpty()) {
                text.append("  -- locks ").append(step.locks());
            }
            text.append('\n');
            step.plainTwin().ifPresent(t -> text.append("    -- or ").append(t).append(";\n"));
        }
        return text.toString();
    }

    private static void change(StringBuilder text, Change change) {
        text.append(change.action().symbol())
                .append(' ')
                .append(change.action().verb())
                .append(' ')
                .append(change.address().kind().label())
                .append(' ')
                .append(change.address())
                .append(" | ")
                .append(change.safety())
                .append(" | ")
                .append(change.reason())
                .append('\n');
        change.details().forEach(d -> text.append("    ").append(d).append('\n'));
        if (!change.hazards().isEmpty()) {
            text.append("    hazards: ")
                    .append(change.hazards().stream().map(h -> h.kind().name()).collect(Collectors.joining(", ")))
                    .append('\n');
        }
        change.hazards().stream()
                .map(Hazard::findingQuery)
                .flatMap(Optional::stream)
                .forEach(q -> text.append("    finds: ").append(q).append('\n'));
    }
}

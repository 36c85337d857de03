package dev.plumb.cli;

import dev.plumb.plan.render.JsonDocuments;
import dev.plumb.runtime.FleetResult;
import java.util.Optional;

/** Shows plans for many tenants before they are applied, asks, and says what became of them. */
record FleetReport(Session session, OutputOptions output, FleetView plan, boolean json) {
    /** Where a person can see it: with the result, or on the terminal. */
    void show(ApprovalOptions approval) {
        boolean asResult = !json && !output.isFile();
        if (asResult) {
            output.write(session, text().plans(Optional.empty()));
        }
        boolean seen = asResult && session.surroundings().terminals().contains(Surroundings.Stream.OUT);
        if (!approval.yes() && session.surroundings().canAsk() && !seen) {
            session.messages().show(new FleetText(plan, session.errorStyle()).plans(Optional.empty()));
        }
    }

    void ask(ApprovalOptions approval) {
        approval.ask(
                session, "Apply this to " + Counts.of(plan.toChange(), "tenant") + " of " + plan.environment() + "?");
    }

    FleetProgress progress() {
        return new FleetProgress(session.messages(), "applied", plan.namesToChange());
    }

    /**
     * After all of it.
     *
     * @throws FleetFailure when it did not come to its end
     */
    ExitCode tell(FleetResult result) {
        if (json) {
            output.write(session, JsonDocuments.write(FleetDocument.of(plan, result)));
        } else {
            boolean isNothing = plan.differing().isEmpty();
            String shown = isNothing || output.isFile() ? text().plans(Optional.empty()) : "";
            output.write(session, shown + (isNothing ? "" : "\n" + text().result(result)));
        }
        if (!result.isComplete()) {
            throw FleetFailure.of(result);
        }
        return ExitCode.OK;
    }

    private FleetText text() {
        return new FleetText(plan, output.style(session));
    }
}

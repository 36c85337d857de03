package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.Plan;
import dev.plumb.plan.render.NextCommands;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanText;
import dev.plumb.runtime.Emptying;
import dev.plumb.runtime.Teardown;
import dev.plumb.runtime.apply.ApplyOptions;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Shows what Plumb manages in an environment, asks, and drops it.
 *
 * @param verb of {@code plumb env} that does it
 */
record Demolition(Session session, DestructionOptions options, String verb) {
    /**
     * @param question that is asked
     * @throws dev.plumb.runtime.failure.RefusedException when it may not go, or nobody says that it is meant
     */
    void of(Project project, Environment environment, String question) {
        PrintStream out = session.surroundings().out();
        try (Teardown teardown = Teardown.open(project, environment)) {
            Emptying emptying = teardown.plan();
            Plan plan = emptying.plan();
            if (plan.steps().isEmpty() && plan.blockers().isEmpty()) {
                out.println(environment.name() + ": Plumb manages nothing here");
            } else {
                out.print(PlanText.render(PlanDocument.of(plan), session.resultStyle(), Optional.empty()));
                out.flush();
            }
            teardown.review(emptying);
            if (!plan.steps().isEmpty() || environment.isSandbox()) {
                options.ask(session, question, command(environment));
            }
            OptionalLong run = session.surroundings()
                    .interruption()
                    .during(
                            () -> {},
                            () -> teardown.run(emptying, ApplyOptions.DEFAULT, new ApplyProgress(session.messages())));
            run.ifPresent(
                    number -> out.println("\ndropped: " + counted(plan.changes().size()) + ", run " + number));
            out.flush();
        }
    }

    private String command(Environment environment) {
        return "plumb env " + verb + session.projectArgument() + " -e " + NextCommands.shellWord(environment.name());
    }

    private static String counted(int objects) {
        return objects == 1 ? "1 object" : objects + " objects";
    }
}

package dev.plumb.cli;

import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.plan.Plan;
import dev.plumb.plan.render.NextCommands;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanText;
import dev.plumb.runtime.FleetResult;
import dev.plumb.runtime.FleetTeardown;
import dev.plumb.runtime.FleetTeardown.Member;
import dev.plumb.runtime.tenant.Waves;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows what Plumb manages of an environment's tenants, asks once, and drops it: of all that are chosen, or of nobody as long as
 * something speaks against it.
 *
 * @param verb of {@code plumb env} that does it
 */
record FleetDemolition(Session session, DestructionOptions options, String verb) {
    /** @param purpose of it, for the question; may be empty */
    void of(Project project, Tenancy tenancy, String purpose) {
        PrintStream out = session.surroundings().out();
        try (FleetTeardown teardown = FleetTeardown.open(project, tenancy)) {
            List<Member> members = teardown.plan();
            List<Member> todo = members.stream().filter(m -> !m.isEmpty()).toList();
            out.print(text(tenancy, members.size(), todo));
            out.flush();
            teardown.review(members);
            if (todo.isEmpty()) {
                return;
            }
            options.ask(
                    session,
                    "Drop all of this from " + Counts.of(todo.size(), "tenant") + " of " + tenancy.environment()
                            + purpose + "?",
                    command(tenancy));
            FleetProgress progress = new FleetProgress(
                    session.messages(),
                    "dropped",
                    todo.stream().map(Member::name).toList());
            FleetResult result = session.surroundings()
                    .interruption()
                    .during(teardown::stop, () -> teardown.run(members, waves(tenancy), progress));
            out.println("\n" + tenancy.environment() + ": dropped from "
                    + Counts.of(result.applied().size(), "tenant"));
            out.flush();
            if (!result.isComplete()) {
                throw FleetFailure.of(result);
            }
        }
    }

    private static Waves waves(Tenancy tenancy) {
        return new Waves(tenancy.canary(), tenancy.parallel(), tenancy.maxFailed());
    }

    /** Once what is the same for several. */
    private String text(Tenancy tenancy, int all, List<Member> todo) {
        StringBuilder text = new StringBuilder(tenancy.environment())
                .append(": ")
                .append(Counts.of(all, "tenant"))
                .append(", ")
                .append(todo.isEmpty() ? "Plumb manages nothing of them" : "to be dropped of " + todo.size())
                .append('\n');
        Map<String, List<Member>> alike = todo.stream()
                .collect(
                        Collectors.groupingBy(m -> text(m.emptying().plan()), LinkedHashMap::new, Collectors.toList()));
        alike.forEach((plan, members) -> text.append('\n')
                .append(FleetText.title(members.stream().map(Member::name).toList()))
                .append('\n')
                .append(plan));
        return text.toString();
    }

    private String text(Plan plan) {
        return PlanText.render(PlanDocument.of(plan), session.resultStyle(), Optional.empty());
    }

    private String command(Tenancy tenancy) {
        return "plumb env " + verb + session.projectArgument() + " -e " + NextCommands.shellWord(tenancy.environment())
                + session.tenantArguments();
    }
}

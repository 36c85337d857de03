package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.Effects;
import dev.plumb.plan.Plan;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanText;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.PreparedPlan;
import dev.plumb.runtime.planfile.PlanFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Records that somebody approves what an apply would do. */
final class ApproveCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final PlanFileParameter planFile = PlanFileParameter.optional(
            "a file that 'plumb plan -o FILE' wrote: its effects are approved for its environment (default: those of"
                    + " what a plan finds now)");

    private final Option<String> digest = Option.of(
            String.class,
            "DIGEST",
            "approve only if the effects are those with this digest, of which 8 digits are enough",
            "--digest");

    private final Option<Duration> expires = Option.of(
            Duration.class,
            new DurationConverter(),
            "TIME",
            "after which the approval counts for nothing (default: never)",
            "--expires");

    private final Option<String> reason = Option.of(String.class, "TEXT", "why, for the record", "--reason");

    ApproveCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "approve",
                        "Shows the plan and records that you approve its effects for an environment.",
                        List.of(environment.option(), digest, expires, reason))
                .addPositional(planFile.spec());
    }

    @Override
    public ExitCode call() {
        digest.value().ifPresent(d -> ApplyCommand.requireDigest("--digest", d));
        Project project = session.project();
        return planFile.read(session)
                .map(saved ->
                        saved.<ExitCode>as(file -> approve(project, Optional.of(file)), file -> new FleetFileCommands(
                                        session, project, environment.name(), file, new OutputOptions())
                                .approve(approval())))
                .orElseGet(() -> made(project));
    }

    private ExitCode made(Project project) {
        return project.tenancy(environment.name())
                .map(t -> new FleetCommands(session, project, t, new OutputOptions()).approve(approval()))
                .orElseGet(() -> approve(project, Optional.empty()));
    }

    private FleetCommands.FleetApproval approval() {
        return new FleetCommands.FleetApproval(digest.value(), expires.value(), reason.value());
    }

    private ExitCode approve(Project project, Optional<PlanFile> file) {
        Environment target = environment.of(project, file);
        try (Plumb plumb = Plumb.open(project, target)) {
            Plan plan = file.map(f -> fromFile(plumb, f)).orElseGet(() -> made(plumb));
            session.surroundings()
                    .out()
                    .print(PlanText.render(PlanDocument.of(plan), session.resultStyle(), Optional.empty()));
            if (plan.effects().equals(Effects.NONE) && plan.blockers().isEmpty()) {
                return ExitCode.OK;
            }
            plumb.admission().approve(plan, expires.value(), reason.value());
            session.surroundings()
                    .out()
                    .print("\napproved for " + target.name() + ": effects "
                            + Effects.shortened(plan.effects().digest()) + "\n");
            return ExitCode.OK;
        }
    }

    private Plan made(Plumb plumb) {
        PreparedPlan prepared = plumb.plan();
        digest.value().ifPresent(d -> plumb.admission().expect(prepared, d));
        return prepared.plan();
    }

    private Plan fromFile(Plumb plumb, PlanFile file) {
        plumb.check(file);
        digest.value().ifPresent(d -> plumb.admission().expect(file, d));
        return file.plan();
    }
}

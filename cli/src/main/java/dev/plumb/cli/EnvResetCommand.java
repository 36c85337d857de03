package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.runtime.ApplyResult;
import dev.plumb.runtime.Approval;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.PreparedPlan;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.RefusedException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Empties an environment and builds it anew: the namespace of a test, of a job in CI. */
final class EnvResetCommand implements Verb {
    private static final String VERB = "reset";

    private static final String EMPTY_IT = "empty it, then look at the plan and apply that: plumb env destroy -e ";

    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final DestructionOptions consent = new DestructionOptions();

    EnvResetCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                VERB,
                "Drops what Plumb manages in an environment and applies the files anew, data migrations included.",
                List.of(environment.option(), consent.option()));
    }

    @Override
    public ExitCode call() {
        Project project = session.project();
        Optional<Tenancy> tenancy = project.tenancy(environment.name());
        Environment target = tenancy.isPresent() ? project.base(environment.name()) : environment.of(project);
        refuseRequirements(target);
        reviewAnew(project, target);
        if (tenancy.isPresent()) {
            new FleetDemolition(session, consent, VERB).of(project, tenancy.get(), " and build them anew");
            return new FleetCommands(session, project, tenancy.get(), new OutputOptions()).applyAnew();
        }
        new Demolition(session, consent, VERB)
                .of(project, target, "Drop all of this from " + target.name() + " and build it anew?");
        return rebuild(project, target);
    }

    /** What is required before an apply has to be so before anything is gone, and much of it only a plan can tell. */
    private static void refuseRequirements(Environment target) {
        target.rules().requires().location().ifPresent(at -> {
            throw new RefusedException(
                    target.name() + " requires things before an apply (" + at + "), so it is not built anew in one go,"
                            + " and nothing was dropped",
                    EMPTY_IT + target.name());
        });
    }

    /** Files that cannot be applied, and what the rules have against them, are to be found before anything is gone. */
    private static void reviewAnew(Project project, Environment target) {
        try (Plumb plumb = Plumb.open(project, target)) {
            plumb.admission().review(plumb.planOfNothing(), Approval.SAFE_ONLY, "plumb apply");
        } catch (RefusedException e) {
            throw new RefusedException(
                    target.name() + " could not be built anew, so nothing was dropped:\n" + e.happened(),
                    EMPTY_IT + target.name());
        }
    }

    private ExitCode rebuild(Project project, Environment target) {
        try (Plumb plumb = Plumb.open(project, target)) {
            PreparedPlan prepared = plumb.planToApply();
            ApplyResult result = session.surroundings()
                    .interruption()
                    .during(
                            () -> {},
                            () -> plumb.apply(
                                    prepared,
                                    Approval.SAFE_ONLY,
                                    ApplyOptions.DEFAULT,
                                    new ApplyProgress(session.messages()),
                                    filling -> BackfillProgressLine.on(session, filling)));
            int steps = result.plan().steps().size();
            session.surroundings()
                    .out()
                    .print("applied: " + steps + (steps == 1 ? " step" : " steps")
                            + (result.run().isPresent()
                                    ? ", run " + result.run().getAsLong()
                                    : "") + "\n"
                            + ApplyCommand.worked(result));
            return ExitCode.OK;
        }
    }
}

package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.ApplyResult;
import dev.plumb.runtime.Approval;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.PreparedPlan;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.RefusedException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Empties an environment and builds it anew: the namespace of a test, of a job in CI. */
final class EnvResetCommand implements Verb {
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
                "reset",
                "Drops what Plumb manages in an environment and applies the files anew, data migrations included.",
                List.of(environment.option(), consent.option()));
    }

    @Override
    public ExitCode call() {
        Project project = session.project();
        Environment target = environment.of(project);
        refuseRequirements(target);
        // Files that cannot be applied are to be found before anything is gone.
        Plumb.validate(project);
        new Demolition(session, consent, "reset")
                .of(project, target, "Drop all of this from " + target.name() + " and build it anew?");
        return rebuild(project, target);
    }

    /** What is required before an apply has to be so before anything is gone, and much of it only a plan can tell. */
    private static void refuseRequirements(Environment target) {
        target.rules().requires().location().ifPresent(at -> {
            throw new RefusedException(
                    target.name() + " requires things before an apply (" + at + "), so it is not built anew in one go,"
                            + " and nothing was dropped",
                    "empty it, then look at the plan and apply that: plumb env destroy -e " + target.name());
        });
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

package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.EnvironmentOverview;
import dev.plumb.runtime.failure.RefusedException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Drops what Plumb manages in an environment, and nothing else. */
final class EnvDestroyCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final Option<Boolean> expired =
            Option.flag("every sandbox whose time is over; with -e those of one environment", "--expired");

    private final DestructionOptions consent = new DestructionOptions();

    EnvDestroyCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "destroy",
                "Drops what Plumb manages in an environment or sandbox; everything else stays.",
                List.of(environment.option(), expired, consent.option()));
    }

    @Override
    public ExitCode call() {
        Project project = session.project();
        if (expired.or(false)) {
            return expired(project);
        }
        Environment target = environment.of(project);
        new Demolition(session, consent, "destroy").of(project, target, "Drop all of this from " + target.name() + "?");
        return ExitCode.OK;
    }

    /** One that cannot go does not keep the others. */
    private ExitCode expired(Project project) {
        ExitCode code = ExitCode.OK;
        List<EnvironmentOverview> over = overdue(project);
        for (EnvironmentOverview sandbox : over) {
            try {
                new Demolition(session, consent, "destroy")
                        .of(
                                project,
                                project.environment(Optional.of(sandbox.name())),
                                "Drop all of this from " + sandbox.name() + "?");
            } catch (RefusedException e) {
                session.messages().error(e.happened(), Optional.empty(), Optional.of(e.remedy()));
                code = ExitCode.REFUSED;
            }
        }
        if (over.isEmpty()) {
            session.surroundings().out().println("no sandbox has expired");
        }
        return code;
    }

    private List<EnvironmentOverview> overdue(Project project) {
        environment.name().ifPresent(project::rules);
        List<EnvironmentOverview> all = EnvironmentOverview.all(project).stream()
                .filter(e ->
                        environment.name().isEmpty() || environment.name().get().equals(e.base()))
                .toList();
        all.forEach(
                e -> e.unknown().ifPresent(why -> session.messages().note(e.name() + " was not looked at: " + why)));
        return all.stream().filter(EnvironmentOverview::isOver).toList();
    }
}

package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.SandboxName;
import dev.plumb.environment.Tenancy;
import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.runtime.EnvironmentOverview;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.source.SpecException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Drops what Plumb manages in an environment, and nothing else. */
final class EnvDestroyCommand implements Verb {
    private static final String VERB = "destroy";

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
                VERB,
                "Drops what Plumb manages in an environment or sandbox; everything else stays.",
                List.of(environment.option(), expired, consent.option()));
    }

    @Override
    public ExitCode call() {
        Project project = session.project();
        if (expired.or(false)) {
            return expired(project);
        }
        Optional<Tenancy> tenancy = project.tenancy(environment.name());
        if (tenancy.isPresent()) {
            new FleetDemolition(session, consent, VERB).of(project, tenancy.get(), "");
            return ExitCode.OK;
        }
        destroy(project, environment.of(project));
        return ExitCode.OK;
    }

    private void destroy(Project project, Environment target) {
        new Demolition(session, consent, VERB).of(project, target, "Drop all of this from " + target.name() + "?");
    }

    /** One that cannot go does not keep the others. */
    private ExitCode expired(Project project) {
        SandboxOptions.refuseTenants(project);
        ExitCode code = ExitCode.OK;
        List<EnvironmentOverview> over = overdue(project);
        for (EnvironmentOverview sandbox : over) {
            try {
                destroy(project, asKnown(project, sandbox));
            } catch (PlumbException | SpecException | DatabaseUnreachableException e) {
                Failure failure = Failures.explain(e);
                failure.complaints()
                        .forEach(c -> session.messages().error(sandbox.name() + ": " + c.what(), c.where(), c.next()));
                code = code == ExitCode.OK ? failure.exitCode() : code;
            }
        }
        if (over.isEmpty()) {
            session.surroundings().out().println("no sandbox has expired");
        }
        return code;
    }

    /** In the namespace that it was made with, whoever made it and whatever plumb.yaml says by now. */
    private static Environment asKnown(Project project, EnvironmentOverview sandbox) {
        SandboxName name = SandboxName.in(sandbox.name()).orElseThrow();
        return project.base(Optional.of(name.base()))
                .sandbox(name, sandbox.namespace().orElseThrow());
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

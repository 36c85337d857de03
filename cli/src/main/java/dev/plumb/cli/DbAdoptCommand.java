package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.failure.RefusedException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Says that a database is an environment's own, which another one was before, or another project's, or a copy. */
final class DbAdoptCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final Option<Boolean> yes = Option.flag("do not ask", "-y", "--yes");

    DbAdoptCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "adopt",
                "Makes the database the environment's own from now on, whosesoever its ledger says it is.",
                List.of(environment.option(), yes));
    }

    @Override
    public ExitCode call() {
        Project project = session.project();
        Environment target = environment.of(project);
        try (Plumb plumb = Plumb.open(project, target)) {
            Optional<String> stranger = plumb.stranger();
            if (stranger.isEmpty()) {
                session.surroundings().out().println("nothing to adopt: no other environment has this database");
                return ExitCode.OK;
            }
            session.messages().note(stranger.get());
            ask(target.name());
            plumb.adopt();
            session.surroundings()
                    .out()
                    .println("from now on this is the database of " + target.name() + " of " + project.name());
            return ExitCode.OK;
        }
    }

    private void ask(String environmentName) {
        if (yes.or(false)) {
            return;
        }
        if (!session.surroundings().canAsk()) {
            throw new RefusedException(
                    "there is no terminal to ask on, so nothing was adopted", "approve beforehand: --yes");
        }
        if (!session.messages()
                .confirm(
                        "Is it to be the database of " + environmentName + "?",
                        session.surroundings().in())) {
            throw new RefusedException("declined, so nothing was adopted", "check the URL of " + environmentName);
        }
    }
}

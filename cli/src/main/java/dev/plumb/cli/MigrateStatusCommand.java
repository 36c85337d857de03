package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.migration.ChangesetState;
import dev.plumb.runtime.EnvironmentChangelogs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Says which changelogs an environment has run. */
final class MigrateStatusCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final OutputOptions output = new OutputOptions();

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    private final Option<Boolean> check = Option.flag("exit with 2 when some have not run", "--check");

    MigrateStatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "status",
                "Says which changelogs an environment has run and which are still to run.",
                List.of(environment.option(), format, check, output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        Environment target = environment.of(project);
        List<ChangesetState> states;
        try (EnvironmentChangelogs changelogs = EnvironmentChangelogs.open(project, target)) {
            states = changelogs.status();
        }
        ChangelogsDocument document = ChangelogsDocument.of(target.name(), states);
        output.write(
                session,
                format.or(ResultFormat.TEXT).render(document, () -> ChangelogsDocument.text(target.title(), states)));
        return check.or(false) && document.pending() > 0 ? ExitCode.DIFFERENCES : ExitCode.OK;
    }
}

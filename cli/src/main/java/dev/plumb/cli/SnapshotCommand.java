package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.Plumb;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Writes what was applied to an environment, for those who plan where its database cannot be reached. */
final class SnapshotCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final OutputOptions output = new OutputOptions();

    SnapshotCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "snapshot",
                "Writes what an environment had applied and how large its tables are, but no rows; plumb preview --base"
                        + " snapshot:FILE plans from it.",
                List.of(environment.option(), output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        Environment target = environment.of(project);
        try (Plumb plumb = Plumb.open(project, target)) {
            output.write(session, plumb.snapshot().write());
        }
        return ExitCode.OK;
    }
}

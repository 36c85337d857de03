package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.migration.ChangesetState;
import dev.plumb.runtime.ChangelogWriter;
import dev.plumb.runtime.EnvironmentChangelogs;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Records that an environment has what the changelogs make. */
final class MigrateSyncCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    MigrateSyncCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "sync",
                "Records the changelogs that an environment has not run as run, without running them: for one that was"
                        + " applied so far. Proves before that it is as declared, and that the changelogs come to that.",
                List.of(environment.option()));
    }

    @Override
    public ExitCode call() {
        Project project = session.project();
        Environment target = environment.of(project);
        try (EnvironmentChangelogs changelogs = EnvironmentChangelogs.open(project, target)) {
            List<ChangesetState> missing = changelogs.status().stream()
                    .filter(s -> s.isPending() && s.execution().isEmpty())
                    .toList();
            if (missing.isEmpty()) {
                session.surroundings().out().println("nothing to record: " + target.title() + " has all changelogs");
                return ExitCode.OK;
            }
            try (Database server = ScratchServer.use(project, target);
                    ChangelogWriter all = new ChangelogWriter(project, target, server)) {
                changelogs.sync(all);
            }
            missing.forEach(m -> session.surroundings().out().println(ChangesetLine.of(m)));
            session.surroundings().out().println(Counts.of(missing.size(), "changeset") + " recorded as run");
        }
        return ExitCode.OK;
    }
}

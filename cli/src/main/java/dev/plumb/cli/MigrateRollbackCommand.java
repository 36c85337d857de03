package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.migration.ChangesetState;
import dev.plumb.runtime.ChangelogReach;
import dev.plumb.runtime.EnvironmentChangelogs;
import dev.plumb.runtime.failure.RefusedException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Takes changelogs back. */
final class MigrateRollbackCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final ReachOptions reach = new ReachOptions("back to this changelog, which stays");

    private final MigrationOptions consent =
            new MigrationOptions("what was created since then goes with all that is in it: needed");

    MigrateRollbackCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        List<Option<?>> options = new ArrayList<>(List.of(environment.option()));
        options.addAll(reach.all());
        options.addAll(consent.all());
        return Verb.spec(
                this,
                "rollback",
                "Takes changelogs back, the last one unless told otherwise: the structure as it was before, not the"
                        + " rows.",
                options);
    }

    @Override
    public ExitCode call() {
        ChangelogReach wanted = reach.reach(false).orElseGet(() -> new ChangelogReach.Next(1));
        Project project = session.project();
        Environment target = environment.of(project);
        try (EnvironmentChangelogs changelogs = EnvironmentChangelogs.open(project, target)) {
            List<ChangesetState> ran = changelogs.ran(wanted);
            if (ran.isEmpty()) {
                session.surroundings().out().println("nothing to take back on " + target.title());
                return ExitCode.OK;
            }
            ran.forEach(r -> session.surroundings().out().println(ChangesetLine.of(r)));
            if (!consent.allowsDestructive()) {
                throw new RefusedException(
                        "what these changesets created would go with all that is in it, so nothing was taken back",
                        "read their rollbacks, then allow it: --allow-destructive");
            }
            consent.ask(session, "Take back " + Counts.of(ran.size(), "changeset") + " on " + target.title() + "?");
            int done = changelogs.rollback(ran, c -> session.messages().progress("took back " + c));
            session.surroundings()
                    .out()
                    .println(Counts.of(done, "changeset") + " taken back"
                            + (done < ran.size() ? ", the others by another process" : ""));
        }
        return ExitCode.OK;
    }
}

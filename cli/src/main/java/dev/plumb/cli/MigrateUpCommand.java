package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.migration.ChangesetState;
import dev.plumb.runtime.ChangelogReach;
import dev.plumb.runtime.EnvironmentChangelogs;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Runs changelogs that an environment has not run. */
final class MigrateUpCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final ReachOptions reach = new ReachOptions("up to and with this changelog");

    private final MigrationOptions consent = new MigrationOptions("run changesets that may lose something, too");

    MigrateUpCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        List<Option<?>> options = new ArrayList<>(List.of(environment.option()));
        options.addAll(reach.all());
        options.addAll(consent.all());
        return Verb.spec(this, "up", "Runs the changelogs that an environment has not run yet, by Liquibase.", options);
    }

    @Override
    public ExitCode call() {
        ChangelogReach wanted = reach.reach(true).orElseGet(ChangelogReach.All::new);
        Project project = session.project();
        Environment target = environment.of(project);
        try (EnvironmentChangelogs changelogs = EnvironmentChangelogs.open(project, target)) {
            List<ChangesetState> pending = changelogs.pending(wanted);
            if (pending.isEmpty()) {
                session.surroundings().out().println("nothing to run: " + target.title() + " has all changelogs");
                return ExitCode.OK;
            }
            pending.forEach(p -> session.surroundings().out().println(ChangesetLine.of(p)));
            consent.ask(session, "Run " + Counts.of(pending.size(), "changeset") + " on " + target.title() + "?");
            int done = changelogs.up(pending, consent.allowsDestructive(), c -> session.messages()
                    .progress("ran " + c));
            session.surroundings()
                    .out()
                    .println(Counts.of(done, "changeset") + " run"
                            + (done < pending.size() ? ", the others by another process" : ""));
        }
        return ExitCode.OK;
    }
}

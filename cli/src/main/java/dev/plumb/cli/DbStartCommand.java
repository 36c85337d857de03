package dev.plumb.cli;

import dev.plumb.environment.database.Database;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Starts the embedded server, which then stays up. */
final class DbStartCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    DbStartCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "start",
                "Starts the embedded server and lets it run until 'plumb db stop'.",
                List.of(environment.option()));
    }

    @Override
    public ExitCode call() {
        DbTarget target = DbTarget.of(session, environment);
        try (Database database = target.ownServer().useAndStayUp()) {
            session.surroundings().out().println(database.libpqUrl());
            session.messages().progress("up until: " + target.command("stop"));
        }
        return ExitCode.OK;
    }
}

package dev.plumb.cli;

import dev.plumb.environment.embedded.EmbeddedServer;
import dev.plumb.environment.embedded.ServerStatus;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Says whether the database of an environment can be used right now. */
final class DbStatusCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    DbStatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(this, "status", "Says whether the embedded server runs.", List.of(environment.option()));
    }

    @Override
    public ExitCode call() {
        EmbeddedServer server = DbTarget.of(session, environment).ownServer();
        session.surroundings().out().println(words(server.status()));
        return ExitCode.OK;
    }

    private static String words(ServerStatus status) {
        if (status instanceof ServerStatus.Running running) {
            return "running on port " + running.port() + ", process " + running.pid() + ", since " + running.startedAt()
                    + (running.staysUp() ? ", stays up" : ", stops with the last command that uses it");
        }
        return "not running";
    }
}

package dev.plumb.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Stops the embedded server. */
final class DbStopCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    DbStopCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(this, "stop", "Stops the embedded server; its data stay.", List.of(environment.option()));
    }

    @Override
    public ExitCode call() {
        String outcome =
                switch (DbTarget.of(session, environment).ownServer().stop()) {
                    case STOPPED -> "stopped";
                    case NOT_RUNNING -> "it was not running";
                    case IN_USE -> "other commands are using it; it stops with the last of them";
                };
        session.messages().progress(outcome);
        return ExitCode.OK;
    }
}

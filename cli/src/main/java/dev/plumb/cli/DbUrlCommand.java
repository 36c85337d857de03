package dev.plumb.cli;

import dev.plumb.environment.database.Database;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Prints how other programs reach the database. */
final class DbUrlCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    DbUrlCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "url",
                "Prints the database's URL for libpq programs and the one for JDBC programs.",
                List.of(environment.option()));
    }

    @Override
    public ExitCode call() {
        PrintStream out = session.surroundings().out();
        try (Database database = DbTarget.of(session, environment).standing()) {
            out.println(database.libpqUrl());
            out.println(database.jdbcUrl());
        }
        return ExitCode.OK;
    }
}

package dev.plumb.cli;

import dev.plumb.environment.DatabaseTarget;
import dev.plumb.environment.Databases;
import dev.plumb.environment.Project;
import dev.plumb.environment.Site;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.embedded.EmbeddedServer;
import dev.plumb.environment.embedded.ServerStatus;
import dev.plumb.plan.render.NextCommands;
import java.util.Optional;

/** The database that a {@code db} command is about. */
record DbTarget(Session session, Project project, Site site) {
    static DbTarget of(Session session, EnvironmentOption option) {
        Project project = session.project();
        return new DbTarget(session, project, project.site(option.name()));
    }

    /** The server, when the environment has one of its own. */
    Optional<EmbeddedServer> embedded() {
        return site.target() instanceof DatabaseTarget.Embedded embedded
                ? Optional.of(embedded.server(project))
                : Optional.empty();
    }

    /**
     * The server that is to be started or stopped.
     *
     * @throws UsageException when others run it
     */
    EmbeddedServer ownServer() {
        return embedded()
                .orElseThrow(() -> new UsageException(
                        "environment " + site.name() + " is not embedded: others run its server",
                        "choose an environment with 'database: embedded'"));
    }

    /**
     * The database, for programs that go on using it after this command has ended.
     *
     * @throws CommandFailure when the embedded server is not up
     */
    Database standing() {
        embedded().ifPresent(server -> {
            if (server.status() instanceof ServerStatus.Stopped) {
                throw new CommandFailure(
                        "the embedded server of " + site.name() + " is not running", "start it: " + command("start"));
            }
        });
        return Databases.open(project, site);
    }

    /** A {@code db} command for this environment, as a person would type it. */
    String command(String verb) {
        return "plumb db " + verb + session.projectArgument() + " -e " + NextCommands.shellWord(site.name());
    }
}

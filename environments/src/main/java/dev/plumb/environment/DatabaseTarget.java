package dev.plumb.environment;

import dev.plumb.environment.database.ConnectionSettings;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.UrlDatabase;
import dev.plumb.environment.embedded.EmbeddedServer;
import dev.plumb.environment.embedded.ServerBinaries;

/** Where an environment's database is. */
public sealed interface DatabaseTarget {
    /** Makes it reachable, which may start a server. */
    Database open(Project project, Environment environment);

    /**
     * A server of the project's own.
     *
     * @param version PostgreSQL's major version
     */
    record Embedded(int version) implements DatabaseTarget {
        @Override
        public Database open(Project project, Environment environment) {
            return server(project, environment).use();
        }

        /** The server, for who wants to start, stop or ask it. */
        public EmbeddedServer server(Project project, Environment environment) {
            return new EmbeddedServer(
                    project.root(), environment.name(), version, ServerBinaries.installed(project.variables()));
        }
    }

    /** A server that others run. */
    record Url(ConnectionSettings settings) implements DatabaseTarget {
        @Override
        public Database open(Project project, Environment environment) {
            return UrlDatabase.of(settings, project.variables());
        }
    }
}

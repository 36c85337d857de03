package dev.plumb.environment;

import dev.plumb.environment.database.ConnectionSettings;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.UrlDatabase;
import dev.plumb.environment.embedded.EmbeddedServer;
import dev.plumb.environment.embedded.ServerBinaries;
import dev.plumb.environment.embedded.ServerStatus;
import java.time.Duration;
import java.util.Optional;

/** Where an environment's database is. */
public sealed interface DatabaseTarget {
    /** Makes it reachable, which may start a server. */
    Database open(Project project);

    /**
     * Makes it reachable for a look, without starting anything or waiting long.
     *
     * @param patience how long to wait for a connection
     * @return empty when it is an embedded server that is not running
     */
    Optional<Database> openForALook(Project project, Duration patience);

    /** For people; without a password. */
    String shown();

    /** Whether both lead to the same database, as far as their texts tell. */
    boolean isSameDatabase(DatabaseTarget other);

    /**
     * A server of the project's own.
     *
     * @param version PostgreSQL's major version
     * @param server its name, which is the environment's unless several share one
     */
    record Embedded(int version, String server) implements DatabaseTarget {
        @Override
        public Database open(Project project) {
            return server(project).use();
        }

        @Override
        public Optional<Database> openForALook(Project project, Duration patience) {
            EmbeddedServer server = server(project);
            return server.status() instanceof ServerStatus.Running ? Optional.of(server.use()) : Optional.empty();
        }

        @Override
        public String shown() {
            return "embedded PostgreSQL " + version + ", server '" + server + "'";
        }

        @Override
        public boolean isSameDatabase(DatabaseTarget other) {
            return equals(other);
        }

        /** The server, for who wants to start, stop or ask it. */
        public EmbeddedServer server(Project project) {
            return new EmbeddedServer(
                    project.root(), server, version, ServerBinaries.installed(project.processVariables()));
        }
    }

    /** A server that others run. */
    record Url(ConnectionSettings settings) implements DatabaseTarget {
        @Override
        public Database open(Project project) {
            return UrlDatabase.of(settings, project.processVariables());
        }

        @Override
        public Optional<Database> openForALook(Project project, Duration patience) {
            return Optional.of(UrlDatabase.of(settings.connectingWithin(patience), project.processVariables()));
        }

        @Override
        public String shown() {
            return settings.toString();
        }

        @Override
        public boolean isSameDatabase(DatabaseTarget other) {
            return other instanceof Url url
                    && settings.hosts().equals(url.settings.hosts())
                    && settings.database().equals(url.settings.database());
        }
    }
}

package dev.plumb.environment.embedded;

import dev.plumb.environment.database.ConnectionSettings;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.HostPort;
import dev.plumb.environment.database.Secrets;
import dev.plumb.environment.database.UrlDatabase;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The database of an embedded server, whose use ends when it is closed. */
final class EmbeddedDatabase implements Database {
    static final String SUPERUSER = "postgres";

    private final Database database;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    EmbeddedDatabase(int port, Runnable release) {
        this.database = settings(port);
        this.release = release;
    }

    static Database settings(int port) {
        ConnectionSettings settings = new ConnectionSettings(
                List.of(new HostPort("localhost", port)),
                "postgres",
                SUPERUSER,
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(Map.of("sslmode", "disable", "gssEncMode", "disable")));
        return UrlDatabase.withoutPassword(settings);
    }

    @Override
    public Connection connect() {
        return database.connect();
    }

    @Override
    public String description() {
        return "embedded PostgreSQL, " + database.description();
    }

    @Override
    public String jdbcUrl() {
        return database.jdbcUrl();
    }

    @Override
    public String libpqUrl() {
        return database.libpqUrl();
    }

    @Override
    public Map<String, String> libpqEnvironment() {
        return Map.of();
    }

    @Override
    public Secrets secrets() {
        return Secrets.none();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }

    @Override
    public String toString() {
        return description();
    }
}

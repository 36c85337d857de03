package dev.plumb.runtime;

import dev.plumb.environment.database.ConnectionSettings;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.UrlDatabase;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** An empty database that is gone when this is closed. */
final class ScratchDatabase implements AutoCloseable {
    private final Database server;
    private final String name;

    /** @param server on which databases may be created; it asks for no password; not closed with this */
    ScratchDatabase(Database server) {
        this.server = server;
        this.name = "plumb_scratch_" + UUID.randomUUID().toString().replace("-", "");
        onServer("create database " + SqlNames.quote(name) + " template template0 encoding 'UTF8'");
    }

    /** A way to it, which the caller may close. */
    Database database() {
        ConnectionSettings settings =
                ConnectionSettings.parse(server.libpqUrl()).withDatabase(name);
        return UrlDatabase.withoutPassword(settings);
    }

    private void onServer(String sql) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw DatabaseException.during("making room for a comparison", e);
        }
    }

    @Override
    public void close() {
        onServer("drop database if exists " + SqlNames.quote(name) + " with (force)");
    }
}

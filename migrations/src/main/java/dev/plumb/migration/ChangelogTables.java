package dev.plumb.migration;

import dev.plumb.migration.changelog.Changeset;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where Liquibase keeps what has run in an environment.
 *
 * @param schema that the tables are in
 * @param prefix of their names, so that environments that share a database have tables of their own; may be empty
 */
public record ChangelogTables(String schema, String prefix) {
    /** Where Liquibase keeps them by itself, with the prefix of the environment's schemas before their names. */
    public static ChangelogTables of(String prefix) {
        return new ChangelogTables("public", prefix);
    }

    /** The table of what has run. */
    public String history() {
        return prefix + "databasechangelog";
    }

    /** The table that Liquibase itself locks with; Plumb only looks at it. */
    public String lock() {
        return prefix + "databasechangeloglock";
    }

    /** Whether anything was ever recorded here. */
    public boolean exist(Connection connection) throws SQLException {
        return exists(connection, history());
    }

    /** Who holds Liquibase's own lock, as Liquibase writes it; empty when nobody does. */
    Optional<String> holder(Connection connection) throws SQLException {
        if (!exists(connection, lock())) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select lockedby from " + SqlNames.qualified(schema, lock()) + " where locked")) {
            return row.next() ? Optional.of(String.valueOf(row.getString(1))) : Optional.empty();
        }
    }

    /** The identities of those changesets that have run here and that Plumb wrote: of data migrations their paths. */
    public Set<String> ran(Connection connection) throws SQLException {
        if (!exist(connection)) {
            return Set.of();
        }
        Set<String> ids = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select id from " + SqlNames.qualified(schema, history()) + " where author = ?")) {
            statement.setString(1, Changeset.AUTHOR);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
        }
        return ids;
    }

    private boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = ? and c.relkind = 'r'""")) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}

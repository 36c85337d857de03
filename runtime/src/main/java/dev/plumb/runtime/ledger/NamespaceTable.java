package dev.plumb.runtime.ledger;

import dev.plumb.runtime.failure.WrongTargetException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Writes {@code plumb.namespace}, inside the caller's transaction. */
public final class NamespaceTable {
    private final LiveFingerprint fingerprint;
    private final long namespace;

    public NamespaceTable(LiveFingerprint fingerprint, long namespace) {
        this.fingerprint = fingerprint;
        this.namespace = namespace;
    }

    /** The catalog rows of some schemas as they are now. */
    public String fingerprint(Connection connection, List<String> schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select " + fingerprint.expression("asked.names") + " from (select ?::text[] as names) asked")) {
            statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /**
     * Refuses schemas that another namespace has, since each would drop or alter what the other declares.
     *
     * @throws WrongTargetException naming one and whose it is
     */
    public void refuseForeign(Connection connection, List<String> schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select mine.name, n.project, n.prefix, n.environment from unnest(?::text[]) as mine(name)
                join plumb.namespace n on mine.name = any(n.schemas) where n.id <> ? order by mine.name limit 1""")) {
            statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            statement.setLong(2, namespace);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    throw new WrongTargetException(
                            "the schema " + row.getString(1) + " belongs to "
                                    + new NamespaceKey(row.getString(2), row.getString(3)) + " (environment "
                                    + row.getString(4) + "); nothing was applied",
                            "check which database and project this is; to share the database, choose another namespace"
                                    + " or other directories");
                }
            }
        }
    }

    /** Remembers that these schemas are this namespace's, beside those that were, while an apply is only half done. */
    public void claim(Connection connection, List<String> schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update plumb.namespace n set schemas = n.schemas || array(
                  select w.name from unnest(?::text[]) as w(name) where w.name <> all (n.schemas)) where n.id = ?""")) {
            statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            statement.setLong(2, namespace);
            statement.executeUpdate();
        }
    }

    /** Remembers that what is managed has changed, which makes every plan made before stale. */
    public void raiseRevision(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update plumb.namespace set revision = revision + 1 where id = ?")) {
            statement.setLong(1, namespace);
            statement.executeUpdate();
        }
    }

    /** The rows that they wrote are gone: on what is built next they run again. */
    public void forgetDataMigrations(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from plumb.data_migration where namespace = ?")) {
            statement.setLong(1, namespace);
            statement.executeUpdate();
        }
    }

    public long revision(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select revision from plumb.namespace where id = ?")) {
            statement.setLong(1, namespace);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /**
     * Remembers which spec is applied.
     *
     * @param spec itself; absent when the last run has it
     * @param fingerprint of the schemas when all that happened to them is known, so that the next command need not compare
     */
    public void settle(
            Connection connection,
            String specHash,
            Optional<String> spec,
            List<String> schemas,
            Optional<String> fingerprint)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update plumb.namespace set spec_hash = ?, spec = ?, schemas = ?, live_fingerprint = ? where id = ?")) {
            statement.setString(1, specHash);
            statement.setString(2, spec.orElse(null));
            statement.setArray(3, connection.createArrayOf("text", schemas.toArray()));
            statement.setString(4, fingerprint.orElse(null));
            statement.setLong(5, namespace);
            statement.executeUpdate();
        }
    }

    /**
     * Remembers that the database was found to be as the spec that is applied declares it, unless something has moved since:
     * one statement, which sees one state.
     *
     * @param revision of what is managed, at the time when it was found so
     * @param compared the schemas that were looked at
     * @param found their fingerprint at that time
     */
    public void confirm(Connection connection, String specHash, long revision, List<String> compared, String found)
            throws SQLException {
        String sql = "update plumb.namespace known set live_fingerprint = "
                + fingerprint.expression("known.schemas")
                + " where id = ? and spec_hash = ? and revision = ? and live_fingerprint is null and "
                + fingerprint.expression("?::text[]") + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, namespace);
            statement.setString(2, specHash);
            statement.setLong(3, revision);
            statement.setArray(4, connection.createArrayOf("text", compared.toArray()));
            statement.setString(5, found);
            statement.executeUpdate();
        }
    }
}

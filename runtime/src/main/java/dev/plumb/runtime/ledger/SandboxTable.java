package dev.plumb.runtime.ledger;

import dev.plumb.runtime.failure.WrongTargetException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Which namespaces are sandboxes, and until when. */
public final class SandboxTable {
    private static final String KEEP = """
            update plumb.namespace set sandbox_until = now() + ?::bigint * interval '1 second' where id = ?
            returning sandbox_until""";

    private static final String END =
            "update plumb.namespace set sandbox_until = null where project = ? and prefix = ?";

    private SandboxTable() {}

    /**
     * Makes a namespace a sandbox, or lets it live longer.
     *
     * @param connection in autocommit mode, to a ledger of this version
     * @return until when
     * @throws WrongTargetException when the namespace is another environment's
     */
    public static Instant keep(Connection connection, NamespaceKey key, String environment, Duration time)
            throws SQLException {
        long namespace = NamespaceRow.ensure(connection, key, environment);
        try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
            statement.setLong(1, time.toSeconds());
            statement.setLong(2, namespace);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Timestamp until = row.getTimestamp(1);
                return until.toInstant();
            }
        }
    }

    /** From now on it is none; what was done to it stays on record. */
    public static void end(Connection connection, NamespaceKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setString(1, key.project());
            statement.setString(2, key.prefix());
            statement.executeUpdate();
        }
    }
}

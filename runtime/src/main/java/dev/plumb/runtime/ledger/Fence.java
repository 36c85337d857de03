package dev.plumb.runtime.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One acquisition of a namespace. A transaction that writes first {@linkplain #hold holds} it: whoever lost the lease cannot
 * write any more, and whoever wants to take it over waits until such a transaction has ended.
 *
 * @param token higher than that of every earlier acquisition
 */
public record Fence(long namespace, long token, UUID owner) {
    /** Shared with the heartbeat, which changes no key column, and exclusive with a takeover. */
    private static final String SHARED = "for key share";

    private static final String EXCLUSIVE = "for update";

    /**
     * Makes the transaction that is open end before the lease can change hands.
     *
     * @throws LeaseLostException when it has changed hands already
     */
    public void hold(Connection connection) throws SQLException {
        lock(connection, SHARED);
    }

    /** As {@link #hold}, after every transaction of the same owner that has not ended yet. */
    void holdAlone(Connection connection) throws SQLException {
        lock(connection, EXCLUSIVE);
    }

    private void lock(Connection connection, String strength) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select 1 from plumb.lease where namespace = ? and token = ? and owner = ? " + strength)) {
            bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new LeaseLostException();
                }
            }
        }
    }

    void bind(PreparedStatement statement, int first) throws SQLException {
        statement.setLong(first, namespace);
        statement.setLong(first + 1, token);
        statement.setObject(first + 2, owner);
    }
}

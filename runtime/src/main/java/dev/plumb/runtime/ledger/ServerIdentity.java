package dev.plumb.runtime.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Which database of which server it is, whatever URL leads there. A replica that takes over has the same; a restored dump and a
 * copy made with {@code create database … template} have not.
 *
 * @param system the server's own identifier; absent where a role may not see it
 * @param database its number in the server, which outlives its name
 * @param name of the database
 */
public record ServerIdentity(Optional<String> system, long database, String name) {
    /** SQL of its number. */
    static final String DATABASE =
            "(select oid::bigint from pg_catalog.pg_database where datname = current_database())";

    /** SQL of the server's identifier, which fails for a role that may not see it. */
    static final String SYSTEM = "(select system_identifier::text from pg_catalog.pg_control_system())";

    /** No privilege, no such function. */
    static final Set<String> INVISIBLE = Set.of("42501", "42883");

    /** @param connection in autocommit mode */
    public static ServerIdentity of(Connection connection) throws SQLException {
        try {
            return read(connection, SYSTEM);
        } catch (SQLException e) {
            if (!INVISIBLE.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            return read(connection, "null::text");
        }
    }

    private static ServerIdentity read(Connection connection, String system) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select " + system + ", " + DATABASE + ", current_database()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new ServerIdentity(Optional.ofNullable(row.getString(1)), row.getLong(2), row.getString(3));
        }
    }
}

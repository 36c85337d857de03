package dev.plumb.runtime.ledger;

import dev.plumb.runtime.failure.WrongTargetException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The row of {@code plumb.namespace} by which a database knows whose it is. */
public final class NamespaceRow {
    /** A ledger of a former version did not know its server; from now on it does. */
    private static final String ENSURE = """
            insert into plumb.namespace as n (project, prefix, environment, system_identifier, database_oid)
            values (?, ?, ?, ?, ?)
            on conflict (project, prefix) do update set
              system_identifier = coalesce(n.system_identifier, excluded.system_identifier),
              database_oid = coalesce(n.database_oid, excluded.database_oid)
            returning id, environment""";

    private static final String ADOPT = """
            insert into plumb.namespace as n (project, prefix, environment, system_identifier, database_oid)
            values (?, ?, ?, ?, ?)
            on conflict (project, prefix) do update set environment = excluded.environment,
              system_identifier = excluded.system_identifier, database_oid = excluded.database_oid
            returning id, environment""";

    private NamespaceRow() {}

    /**
     * The row, made when there is none.
     *
     * @param connection in autocommit mode, to a ledger of this version
     * @return its id
     * @throws WrongTargetException when it is another environment's
     */
    public static long ensure(Connection connection, NamespaceKey key, String environment) throws SQLException {
        return write(connection, ENSURE, key, environment);
    }

    /** From now on the database is this environment's, whosesoever it was. */
    public static void adopt(Connection connection, NamespaceKey key, String environment) throws SQLException {
        write(connection, ADOPT, key, environment);
    }

    private static long write(Connection connection, String sql, NamespaceKey key, String environment)
            throws SQLException {
        ServerIdentity here = ServerIdentity.of(connection);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.project());
            statement.setString(2, key.prefix());
            statement.setString(3, environment);
            statement.setString(4, here.system().orElse(null));
            statement.setLong(5, here.database());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the ledger has lost a row that was just there");
                }
                if (!row.getString(2).equals(environment)) {
                    throw new WrongTargetException(
                            key + " is environment " + row.getString(2) + " in this database, and not " + environment,
                            "check which database this is; if it is the right one: plumb db adopt -e " + environment);
                }
                return row.getLong(1);
            }
        }
    }
}

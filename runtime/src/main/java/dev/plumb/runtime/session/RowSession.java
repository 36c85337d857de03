package dev.plumb.runtime.session;

import dev.plumb.plan.computed.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Sessions that read and write rows; what they read as text means the same on every server. */
public final class RowSession {
    /**
     * No wait for a lock is without end, and no other limit of the role or the database stops a piece of work half-way. How the
     * server writes values as text is pinned beside it.
     */
    private static final String SETTINGS = """
            select set_config(name, value, false) from (values
              ('search_path', ''), ('lock_timeout', '%d'), ('statement_timeout', '0'),
              ('idle_in_transaction_session_timeout', '60s'),
              ('default_transaction_isolation', 'read committed'), ('client_connection_check_interval', '2s'),
              ('application_name', '%s')) as s(name, value)
            where name <> 'client_connection_check_interval' or version() !~* 'windows|mingw|msvc|darwin|apple'""";

    private RowSession() {}

    /**
     * A new session in autocommit mode, which the caller closes.
     *
     * @param purpose a word for the server's list of sessions, such as {@code backfill}
     * @param lockTimeout how long a statement may wait for a lock
     */
    public static Connection open(ConnectionSource source, String purpose, Duration lockTimeout) throws SQLException {
        Connection connection = source.connect();
        try (Statement statement = connection.createStatement()) {
            for (String setting : WriteMode.SESSION) {
                statement.execute(setting);
            }
            statement.execute(SETTINGS.formatted(lockTimeout.toMillis(), "plumb " + purpose));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * A session that reads and writes many rows by their keys, which the server then finds in the index of the key one after the other,
     * however many it thinks they are.
     */
    public static Connection openForKeys(ConnectionSource source, String purpose, Duration lockTimeout)
            throws SQLException {
        Connection connection = open(source, purpose, lockTimeout);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set enable_hashjoin = off");
            statement.execute("set enable_mergejoin = off");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Commits of the session do not wait for the disk or a standby: if the server crashes, the last ones are gone. For work of which
     * each transaction also records that it is done, so that it is just done again; the next commit of any other session makes sure of
     * all before it.
     */
    public static void commitsMayBeLost(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
        }
    }
}

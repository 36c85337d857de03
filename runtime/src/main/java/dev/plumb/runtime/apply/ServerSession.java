package dev.plumb.runtime.apply;

import dev.plumb.runtime.session.ConnectionSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How the sessions of an apply are set up. */
final class ServerSession {
    /**
     * No limit of the role or the database may stop a step half-way, names are never looked up, and a server process whose
     * client died notices within seconds even in the middle of an index build. Texts are read as they were written when the
     * plan was made, whatever the role prefers; only its time zone stays, which conversions of rows may mean.
     */
    private static final String SETTINGS = """
            select set_config(name, value, false) from (values
              ('search_path', ''), ('lock_timeout', '0'), ('statement_timeout', '0'), ('transaction_timeout', '0'),
              ('idle_in_transaction_session_timeout', '60s'), ('idle_session_timeout', '0'),
              ('client_connection_check_interval', '2s'), ('default_transaction_isolation', 'read committed'),
              ('standard_conforming_strings', 'on'), ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'),
              ('bytea_output', 'hex'), ('lc_monetary', 'C'), ('xmloption', 'content'), ('array_nulls', 'on'),
              ('transform_null_equals', 'off'), ('application_name', '%s')) as s(name, value)
            where current_setting(name, true) is not null and
              (name <> 'client_connection_check_interval' or version() !~* 'windows|mingw|msvc|darwin|apple')""";

    private ServerSession() {}

    static Connection open(ConnectionSource source, String applicationName) throws SQLException {
        Connection connection = source.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS.formatted(applicationName));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The server process that answers. */
    static int backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            if (!row.next()) {
                throw new SQLException("the server did not tell its process id", "08006");
            }
            return row.getInt(1);
        }
    }
}

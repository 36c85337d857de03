package dev.plumb.runtime.readonly;

import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.RowSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session whose every statement runs in a read-only transaction of its own, which is rolled back. For one thread. */
public final class ReadOnlySession implements AutoCloseable {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);

    /** User-defined names are found as in a spec: in the own directory, then where extensions are. */
    private static final String SETTINGS = """
            select pg_catalog.set_config('statement_timeout', ?, true),
              pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ', ?::text, (
                select pg_catalog.string_agg(distinct pg_catalog.quote_ident(n.nspname), ', ')
                from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
                where n.nspname <> 'pg_catalog')), true)""";

    private static final String SETTING = "select pg_catalog.set_config(?, ?, true)";

    private final Connection connection;
    private final Duration timeout;
    private final String searchPath;

    /**
     * Opens one.
     *
     * @param purpose a word for the server's list of sessions
     * @param searchPath SQL: the own schema
     * @param timeout of each statement
     */
    public ReadOnlySession(ConnectionSource source, String purpose, String searchPath, Duration timeout)
            throws SQLException {
        this.connection = RowSession.open(source, purpose, LOCK_TIMEOUT);
        this.searchPath = searchPath;
        this.timeout = timeout;
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    /** What is read of an answer. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** With an empty search path, so that the server writes every name in full. */
    public <T> T catalog(String sql, List<Optional<String>> parameters, Reading<T> reading) throws SQLException {
        try {
            return run(sql, parameters, reading);
        } finally {
            connection.rollback();
        }
    }

    /** With names as in a spec. */
    public <T> T query(String sql, List<Optional<String>> parameters, Reading<T> reading) throws SQLException {
        return query(Map.of(), sql, parameters, reading);
    }

    /**
     * The same.
     *
     * @param settings of the server for this statement, values by name
     */
    public <T> T query(Map<String, String> settings, String sql, List<Optional<String>> parameters, Reading<T> reading)
            throws SQLException {
        try {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                run(SETTING, List.of(Optional.of(setting.getKey()), Optional.of(setting.getValue())), ResultSet::next);
            }
            run(
                    SETTINGS,
                    List.of(Optional.of(String.valueOf(timeout.toMillis())), Optional.of(searchPath)),
                    ResultSet::next);
            return run(sql, parameters, reading);
        } finally {
            connection.rollback();
        }
    }

    private <T> T run(String sql, List<Optional<String>> parameters, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setEscapeProcessing(false);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i).orElse(null));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reading.of(rows);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package dev.plumb.runtime.call;

import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.RowSession;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGPooledConnection;

/** One connection that stays open between uses, for a library that wants a data source. One use at a time. */
final class KeptConnection implements DataSource {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    private final ConnectionSource source;
    private @Nullable PGPooledConnection kept;

    KeptConnection(ConnectionSource source) {
        this.source = source;
    }

    /** A view of the connection; closing it keeps the connection. */
    @Override
    public Connection getConnection() throws SQLException {
        if (kept == null) {
            kept = new PGPooledConnection(RowSession.open(source, "limits", LOCK_TIMEOUT), true);
        }
        return kept.getConnection();
    }

    /** Closes the connection; the next use opens another. */
    void forget() {
        if (kept != null) {
            try {
                kept.close();
            } catch (SQLException e) {
                // It is not used again, whatever became of it.
            }
            kept = null;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the connection's user is given by its source");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("there is no log");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the login timeout is given by the source");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("there is no log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}

package dev.plumb.runtime.cell;

import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.runtime.session.ConnectionSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Connections of a process that the server can be made to lose, as if it had died. */
public final class MortalSource implements ConnectionSource {
    private final CellFixture fixture;
    private final Queue<Integer> backends = new ConcurrentLinkedQueue<>();
    private volatile boolean dead;

    public MortalSource(CellFixture fixture) {
        this.fixture = fixture;
    }

    @Override
    public Connection connect() throws SQLException {
        if (dead) {
            throw new DatabaseUnreachableException(
                    "nothing listens", "start the server", new SQLException("connection refused", "08001"));
        }
        Connection connection = fixture.connect();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            backends.add(row.getInt(1));
        }
        return connection;
    }

    /** Returns when the server has ended all its sessions; there are no new ones. */
    public void die() throws SQLException {
        dead = true;
        end("true");
    }

    /** From now on it can connect again. */
    public void revive() {
        dead = false;
    }

    /** Ends those of its sessions that say that they are for this. */
    public void lose(String purpose) throws SQLException {
        end("application_name = 'plumb " + purpose + "'");
    }

    private void end(String condition) throws SQLException {
        try (Connection connection = fixture.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "select pg_terminate_backend(pid, 60000) from pg_stat_activity where pid = any (?) and "
                                + condition)) {
            statement.setArray(1, connection.createArrayOf("int", backends.toArray()));
            statement.execute();
        }
    }
}

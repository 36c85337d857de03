package dev.plumb.runtime.ledger;

import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a run does, under its fence. Methods write in the transaction that is open on the connection; none commits.
 */
public final class RunLog {
    private static final String BEGIN = """
            insert into plumb.run
              (namespace, token, os_user, host, plumb_version, git_commit, git_branch, git_clean, spec_hash, plan, spec)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) returning id""";

    private static final String STEP = """
            insert into plumb.step as s (run, ordinal, addresses, sql, transaction, state, started_at, finished_at, error)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (run, ordinal) do update
              set state = excluded.state, finished_at = excluded.finished_at, error = excluded.error""";

    private final Fence fence;
    private final long run;

    private RunLog(Fence fence, long run) {
        this.fence = fence;
        this.run = run;
    }

    /** Begins a run. */
    public static RunLog begin(Connection connection, Fence fence, Actor actor, RunOrigin origin) throws SQLException {
        fence.hold(connection);
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setLong(1, fence.namespace());
            statement.setLong(2, fence.token());
            statement.setString(3, actor.user());
            statement.setString(4, actor.host());
            statement.setString(5, origin.plumbVersion());
            Optional<RunOrigin.Commit> commit = origin.commit();
            statement.setString(6, commit.map(RunOrigin.Commit::id).orElse(null));
            statement.setString(7, commit.flatMap(RunOrigin.Commit::branch).orElse(null));
            statement.setObject(8, commit.map(RunOrigin.Commit::clean).orElse(null), Types.BOOLEAN);
            statement.setString(9, origin.specHash());
            statement.setString(10, origin.plan());
            statement.setString(11, origin.spec());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the run was not recorded");
                }
                RunLog log = new RunLog(fence, row.getLong(1));
                log.noteOnNamespace(connection);
                return log;
            }
        }
    }

    private void noteOnNamespace(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update plumb.namespace set last_run = ? where id = ?")) {
            statement.setLong(1, run);
            statement.setLong(2, fence.namespace());
            statement.executeUpdate();
        }
    }

    /** The run's number. */
    public long run() {
        return run;
    }

    public Fence fence() {
        return fence;
    }

    /** Records an intent: the step is about to run outside of a transaction. */
    public void started(Connection connection, Step step, Instant started) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STEP)) {
            bind(statement, step, "started", started, null, null);
            statement.executeUpdate();
        }
    }

    public void failed(Connection connection, Step step, Instant started, Instant finished, String error)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STEP)) {
            bind(statement, step, "failed", started, finished, error);
            statement.executeUpdate();
        }
    }

    /** Records what ran. */
    public void done(Connection connection, List<StepRecord> steps) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STEP)) {
            for (StepRecord record : steps) {
                bind(statement, record.step(), "done", record.started(), record.finished(), null);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void bind(
            PreparedStatement statement,
            Step step,
            String state,
            Instant started,
            @Nullable Instant finished,
            @Nullable String error)
            throws SQLException {
        statement.setLong(1, run);
        statement.setInt(2, step.ordinal());
        statement.setArray(
                3,
                statement
                        .getConnection()
                        .createArrayOf(
                                "text",
                                step.addresses().stream().map(Address::toString).toArray()));
        statement.setString(4, step.sql());
        statement.setInt(5, step.transaction());
        statement.setString(6, state);
        statement.setTimestamp(7, Timestamp.from(started));
        statement.setTimestamp(8, finished == null ? null : Timestamp.from(finished));
        statement.setString(9, error);
    }

    /** Ends the run. */
    public void finish(Connection connection, RunSummary.Outcome outcome, @Nullable String error) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update plumb.run set outcome = ?, error = ?, finished_at = clock_timestamp() where id = ?")) {
            statement.setString(1, outcome.name().toLowerCase(Locale.ROOT));
            statement.setString(2, error);
            statement.setLong(3, run);
            statement.executeUpdate();
        }
    }

    /**
     * How many steps are committed, once every transaction of this run has ended on the server.
     *
     * @param connection with a transaction open and a limit on waiting for locks
     */
    public int countDone(Connection connection) throws SQLException {
        fence.holdAlone(connection);
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*) from plumb.step where run = ? and state = 'done'")) {
            statement.setLong(1, run);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }
}

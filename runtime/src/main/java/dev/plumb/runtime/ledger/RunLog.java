package dev.plumb.runtime.ledger;

import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
              (namespace, token, os_user, host, plumb_version, git_commit, git_branch, git_clean, spec_hash, plan, spec,
               effect_digest, plan_file)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?) returning id""";

    /** One statement for any number of steps. Addresses come as the text of an array each, since arrays of arrays are even. */
    private static final String STEPS = """
            insert into plumb.step as s (run, ordinal, addresses, sql, transaction, state, started_at, finished_at, error)
            select ?, w.ordinal, w.addresses::text[], w.sql, w.transaction, ?, w.started_at, w.finished_at, ?
            from unnest(?::int[], ?::text[], ?::text[], ?::int[], ?::timestamptz[], ?::timestamptz[])
              as w(ordinal, addresses, sql, transaction, started_at, finished_at)
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
            statement.setString(12, origin.effectDigest());
            statement.setObject(13, origin.planFile().orElse(null), Types.OTHER);
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
        write(connection, "started", List.of(new StepRecord(step, started, Optional.empty())), null);
    }

    public void failed(Connection connection, StepRecord step, String error) throws SQLException {
        write(connection, "failed", List.of(step), error);
    }

    /** Records what ran. */
    public void done(Connection connection, List<StepRecord> steps) throws SQLException {
        write(connection, "done", steps, null);
    }

    private void write(Connection connection, String state, List<StepRecord> records, @Nullable String error)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STEPS)) {
            statement.setLong(1, run);
            statement.setString(2, state);
            statement.setString(3, error);
            statement.setArray(
                    4, array(connection, "int", records, r -> r.step().ordinal()));
            statement.setArray(5, array(connection, "text", records, r -> addresses(connection, r.step())));
            statement.setArray(
                    6, array(connection, "text", records, r -> r.step().sql()));
            statement.setArray(
                    7, array(connection, "int", records, r -> r.step().transaction()));
            statement.setArray(
                    8, array(connection, "text", records, r -> r.started().toString()));
            statement.setArray(9, array(connection, "text", records, r -> r.finished()
                    .map(Instant::toString)
                    .orElse(null)));
            statement.executeUpdate();
        }
    }

    private static String addresses(Connection connection, Step step) throws SQLException {
        return connection
                .createArrayOf(
                        "text", step.addresses().stream().map(Address::toString).toArray())
                .toString();
    }

    private static Array array(Connection connection, String type, List<StepRecord> records, Field field)
            throws SQLException {
        @Nullable Object[] values = new Object[records.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = field.of(records.get(i));
        }
        return connection.createArrayOf(type, values);
    }

    private interface Field {
        @Nullable
        Object of(StepRecord step) throws SQLException;
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

package dev.plumb.runtime.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A namespace of a project as the ledger of a database knows it.
 *
 * @param prefix of its schemas
 * @param lastRun the run that began last
 * @param sandbox absent for a declared environment, and for a sandbox that was destroyed
 */
public record NamespaceOverview(
        String prefix, String environment, Optional<RunSummary> lastRun, Optional<SandboxTime> sandbox) {
    private static final Set<String> NO_LEDGER = Set.of("42P01", "3F000");

    /** What a later version added is asked for by name. */
    private static final String ALL = """
            select n.prefix, n.environment, s.until, extract(epoch from s.until - now())::bigint,
              r.id, r.started_at, r.finished_at, r.os_user, r.host, r.git_commit, r.outcome, r.error
            from plumb.namespace n
            cross join lateral (select (to_jsonb(n) ->> 'sandbox_until')::timestamptz as until) s
            left join lateral (select * from plumb.run where namespace = n.id order by id desc limit 1) r on true
            where n.project = ? order by n.environment, n.prefix""";

    /**
     * How long a sandbox is wanted.
     *
     * @param left negative when that time is over
     */
    public record SandboxTime(Instant until, Duration left) {
        public boolean isOver() {
            return left.isNegative();
        }
    }

    /**
     * Every namespace of a project in a database; none when it has no ledger.
     *
     * @param connection in autocommit mode, and left so
     * @param patience how long to wait for the answer
     */
    public static List<NamespaceOverview> read(Connection connection, String project, Duration patience)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement limit = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(ALL)) {
            limit.execute("set local statement_timeout = " + patience.toMillis());
            statement.setString(1, project);
            try (ResultSet row = statement.executeQuery()) {
                List<NamespaceOverview> all = new ArrayList<>();
                while (row.next()) {
                    all.add(of(row));
                }
                return all;
            }
        } catch (SQLException e) {
            if (NO_LEDGER.contains(String.valueOf(e.getSQLState()))) {
                return List.of();
            }
            throw e;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static NamespaceOverview of(ResultSet row) throws SQLException {
        Optional<Instant> until = Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant);
        Duration left = Duration.ofSeconds(row.getLong(4));
        return new NamespaceOverview(
                row.getString(1), row.getString(2), run(row), until.map(u -> new SandboxTime(u, left)));
    }

    private static Optional<RunSummary> run(ResultSet row) throws SQLException {
        long id = row.getLong(5);
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new RunSummary(
                id,
                row.getTimestamp(6).toInstant(),
                Optional.ofNullable(row.getTimestamp(7)).map(Timestamp::toInstant),
                row.getString(8),
                row.getString(9),
                Optional.ofNullable(row.getString(10)),
                RunSummary.Outcome.valueOf(row.getString(11).toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString(12))));
    }
}

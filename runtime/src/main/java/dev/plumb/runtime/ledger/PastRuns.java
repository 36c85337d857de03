package dev.plumb.runtime.ledger;

import dev.plumb.plan.Action;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the runs of a namespace. */
public final class PastRuns {
    /** Of the plan only what is counted; a ledger of a former version has no digests. */
    private static final String LATEST = """
            select r.id, r.started_at, r.finished_at, r.os_user, r.host, r.git_commit, r.outcome, r.error,
              (select count(*) from plumb.step s where s.run = r.id and s.state = 'done'),
              (r.plan #>> '{summary,steps}')::integer, r.git_branch, r.git_clean,
              pg_catalog.to_jsonb(r) ->> 'effect_digest', r.plumb_version, %s
            from plumb.run r where r.namespace = ? order by r.id desc limit ?""".formatted(counts());

    private static final int FIRST_COUNT = 15;

    private PastRuns() {}

    private static String counts() {
        return Stream.of(Action.values())
                .map(a -> "(r.plan #>> '{summary," + a.name().toLowerCase(Locale.ROOT) + "}')::integer")
                .collect(Collectors.joining(", "));
    }

    /** The newest first. */
    public static List<PastRun> latest(Connection connection, long namespace, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
            statement.setLong(1, namespace);
            statement.setInt(2, most);
            try (ResultSet row = statement.executeQuery()) {
                List<PastRun> runs = new ArrayList<>();
                while (row.next()) {
                    runs.add(run(row));
                }
                return runs;
            }
        }
    }

    private static PastRun run(ResultSet row) throws SQLException {
        RunSummary summary = new RunSummary(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant),
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getString(6)),
                RunSummary.Outcome.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString(8)));
        List<String> changes = new ArrayList<>();
        int column = FIRST_COUNT;
        for (Action action : Action.values()) {
            int count = row.getInt(column++);
            if (count > 0) {
                changes.add(count + " to " + action.verb());
            }
        }
        boolean dirty = !row.getBoolean(12) && !row.wasNull();
        return new PastRun(
                summary,
                changes,
                row.getInt(9),
                row.getInt(10),
                Optional.ofNullable(row.getString(11)),
                !dirty,
                Optional.ofNullable(row.getString(13)),
                row.getString(14));
    }
}

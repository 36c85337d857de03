package dev.plumb.runtime.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The spec that was applied last.
 *
 * @param run the last one that succeeded
 * @param at when that ended
 * @param commit that was applied; absent outside of a Git repository
 * @param yaml the whole spec as it was written, which later found nothing to run or is that of the run
 */
public record AppliedSpec(long run, Instant at, Optional<String> commit, String yaml) {
    // A ledger of a former version has no column that says what found nothing to run.
    private static final String LATEST = """
            select r.id, coalesce(r.finished_at, r.started_at), r.git_commit, coalesce(to_jsonb(n) ->> 'spec', r.spec)
            from plumb.run r join plumb.namespace n on n.id = r.namespace
            where r.namespace = ? and r.outcome = 'succeeded' order by r.id desc limit 1""";

    /** Empty before anything was applied. */
    public static Optional<AppliedSpec> read(Connection connection, long namespace) throws SQLException {
        return WithoutTimeout.read(connection, () -> latest(connection, namespace));
    }

    private static Optional<AppliedSpec> latest(Connection connection, long namespace) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
            statement.setLong(1, namespace);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new AppliedSpec(
                                row.getLong(1),
                                row.getTimestamp(2).toInstant(),
                                Optional.ofNullable(row.getString(3)),
                                row.getString(4)))
                        : Optional.empty();
            }
        }
    }
}

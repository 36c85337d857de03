package dev.plumb.runtime.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What has become of a plan file.
 *
 * @param succeeded when and by whom it was applied to its end
 * @param done the steps of it that are done, in however many runs
 * @param begun those of which nobody knows whether they are: they ran outside of a transaction when their process ended without a word
 */
public record PlanFileRuns(Optional<String> succeeded, Set<Integer> done, Set<Integer> begun) {
    /** Nothing of it was ever begun. */
    public static final PlanFileRuns NONE = new PlanFileRuns(Optional.empty(), Set.of(), Set.of());

    private static final String SUCCEEDED = """
            select distinct on (plan_file) plan_file, 'run ' || id || ' on '
              || to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') || ' by ' || os_user || '@' || host
            from plumb.run where plan_file = any(?) and outcome = 'succeeded' order by plan_file, id desc\
            """;

    private static final String STEPS = """
            select s.ordinal, bool_or(s.state = 'done') from plumb.step s join plumb.run r on r.id = s.run
            where r.plan_file = ? and s.state in ('done', 'started') group by s.ordinal\
            """;

    public PlanFileRuns {
        done = Set.copyOf(done);
        begun = Set.copyOf(begun);
    }

    /** @param connection to a ledger that {@linkplain LedgerState#knowsEffects knows of plan files} */
    public static PlanFileRuns of(Connection connection, UUID planFile) throws SQLException {
        return WithoutTimeout.read(connection, () -> read(connection, planFile));
    }

    /** Of several plan files those that were applied to their end: when and by whom. */
    public static Map<UUID, String> succeeded(Connection connection, Collection<UUID> planFiles) throws SQLException {
        return WithoutTimeout.read(connection, () -> readSucceeded(connection, planFiles));
    }

    private static Map<UUID, String> readSucceeded(Connection connection, Collection<UUID> planFiles)
            throws SQLException {
        Map<UUID, String> succeeded = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SUCCEEDED)) {
            statement.setArray(1, connection.createArrayOf("uuid", planFiles.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    succeeded.put(UUID.fromString(row.getString(1)), row.getString(2));
                }
            }
        }
        return succeeded;
    }

    private static PlanFileRuns read(Connection connection, UUID planFile) throws SQLException {
        Set<Integer> done = new HashSet<>();
        Set<Integer> begun = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(STEPS)) {
            statement.setObject(1, planFile);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    (row.getBoolean(2) ? done : begun).add(row.getInt(1));
                }
            }
        }
        return new PlanFileRuns(
                Optional.ofNullable(readSucceeded(connection, List.of(planFile)).get(planFile)), done, begun);
    }
}

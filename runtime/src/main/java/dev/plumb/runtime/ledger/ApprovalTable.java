package dev.plumb.runtime.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who approved which effects for which environment. */
public final class ApprovalTable {
    private static final String RECORD = """
            insert into plumb.approval (namespace, environment, effect_digest, plan, expires_at, os_user, host, reason)
            values (?, ?, ?, ?::jsonb, now() + ?::bigint * interval '1 ms', ?, ?, ?)\
            """;

    private static final String APPROVERS = """
            select distinct a.os_user from plumb.approval a join plumb.namespace n on n.id = a.namespace
            where n.project = ? and a.environment = ? and a.effect_digest = ?
              and (a.expires_at is null or a.expires_at > now()) order by 1\
            """;

    private static final String APPLIED = """
            select n.prefix from plumb.namespace n where n.project = ? and n.environment = ? and n.prefix = any(?)
              and exists (select from plumb.run r where r.namespace = n.id and r.outcome = 'succeeded'
                and (r.effect_digest = ? or (r.git_commit = ? and r.git_clean)))\
            """;

    private ApprovalTable() {}

    /**
     * What is approved.
     *
     * @param plan its JSON
     * @param expiry absent when it never expires
     */
    public record Approved(
            String environment, String effectDigest, String plan, Optional<Duration> expiry, Optional<String> reason) {}

    /** @param connection in autocommit mode, to a ledger of this version */
    public static void record(Connection connection, NamespaceKey key, Actor actor, Approved approved)
            throws SQLException {
        long namespace = NamespaceRow.ensure(connection, key, approved.environment());
        try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
            statement.setLong(1, namespace);
            statement.setString(2, approved.environment());
            statement.setString(3, approved.effectDigest());
            statement.setString(4, approved.plan());
            statement.setObject(5, approved.expiry().map(Duration::toMillis).orElse(null), Types.BIGINT);
            statement.setString(6, actor.user());
            statement.setString(7, actor.host());
            statement.setString(8, approved.reason().orElse(null));
            statement.executeUpdate();
        }
    }

    /** The people whose approval of these effects counts now in an environment, whoever its tenants are; each once. */
    public static List<String> approvers(Connection connection, String project, String environment, String effectDigest)
            throws SQLException {
        return WithoutTimeout.read(connection, () -> {
            try (PreparedStatement statement = connection.prepareStatement(APPROVERS)) {
                statement.setString(1, project);
                statement.setString(2, environment);
                statement.setString(3, effectDigest);
                try (ResultSet row = statement.executeQuery()) {
                    List<String> approvers = new ArrayList<>();
                    while (row.next()) {
                        approvers.add(row.getString(1));
                    }
                    return approvers;
                }
            }
        });
    }

    /**
     * To which of an environment's namespaces these effects, or this commit, were applied to their end.
     *
     * @param commit without changes beside it
     */
    public static Set<String> appliedTo(
            Connection connection,
            String project,
            String environment,
            List<String> prefixes,
            String effectDigest,
            Optional<String> commit)
            throws SQLException {
        return WithoutTimeout.read(connection, () -> {
            try (PreparedStatement statement = connection.prepareStatement(APPLIED)) {
                statement.setString(1, project);
                statement.setString(2, environment);
                statement.setArray(3, connection.createArrayOf("text", prefixes.toArray()));
                statement.setString(4, effectDigest);
                statement.setString(5, commit.orElse(null));
                try (ResultSet row = statement.executeQuery()) {
                    Set<String> applied = new HashSet<>();
                    while (row.next()) {
                        applied.add(row.getString(1));
                    }
                    return applied;
                }
            }
        });
    }
}

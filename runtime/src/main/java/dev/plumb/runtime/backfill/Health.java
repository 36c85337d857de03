package dev.plumb.runtime.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What the server's own views say about whether now is a good time. */
final class Health {
    /** Older than this, a transaction keeps the space of replaced rows from being used again. */
    private static final Duration OLD = Duration.ofSeconds(10);

    private static final String LAG = """
            select application_name, extract(epoch from replay_lag) from pg_catalog.pg_stat_replication
            where replay_lag > ? * interval '1 ms' order by replay_lag desc limit 1""";

    private static final String WAITING = """
            select count(*) from pg_catalog.pg_locks l
            where l.locktype = 'relation' and not l.granted and l.pid <> pg_catalog.pg_backend_pid()
              and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
              and (l.relation = ?::pg_catalog.oid or l.relation in (
                select t.relid from pg_catalog.pg_partition_tree(?::pg_catalog.oid::pg_catalog.regclass) t))""";

    private static final String HELD = """
            select coalesce((select 'the transaction of pid ' || pid || ', open since ' || to_char(xact_start, 'HH24:MI:SS')
                    from pg_catalog.pg_stat_activity
                    where backend_xmin is not null and xact_start < clock_timestamp() - ? * interval '1 ms'
                      and pid <> pg_catalog.pg_backend_pid() and backend_type <> 'autovacuum worker'
                    order by xact_start limit 1),
                   (select 'the replication slot ' || slot_name from pg_catalog.pg_replication_slots
                    where xmin is not null and age(xmin) > 10000 order by age(xmin) desc limit 1),
                   (select 'the prepared transaction ' || gid from pg_catalog.pg_prepared_xacts
                    where prepared < clock_timestamp() - ? * interval '1 ms' order by prepared limit 1))""";

    private final long relation;
    private final Duration maxReplicaLag;

    Health(long relation, Duration maxReplicaLag) {
        this.relation = relation;
        this.maxReplicaLag = maxReplicaLag;
    }

    /** Why to wait now, if there is a reason. */
    Optional<String> reasonToWait(Connection connection) throws SQLException {
        Optional<String> lag = lag(connection);
        return lag.isPresent() ? lag : lockWait(connection);
    }

    private Optional<String> lag(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LAG)) {
            statement.setLong(1, maxReplicaLag.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of("the replica " + row.getString(1) + " is " + row.getLong(2) + " s behind")
                        : Optional.empty();
            }
        }
    }

    private Optional<String> lockWait(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
            statement.setLong(1, relation);
            statement.setLong(2, relation);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) > 0
                        ? Optional.of(row.getInt(1) + " session(s) wait for a lock on the table")
                        : Optional.empty();
            }
        }
    }

    /** What keeps the server from using the space of replaced rows again, if anything does. */
    Optional<String> heldHorizon(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setLong(1, OLD.toMillis());
            statement.setLong(2, OLD.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }
}

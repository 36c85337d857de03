package dev.plumb.runtime.backfill;

import dev.plumb.runtime.session.WorkerSessions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Backfills in the ledger: begins them, tells about them, and steers those that run, in whichever process. No method starts a transaction. */
public final class Backfills {
    private static final String CREATE = """
            insert into plumb.backfill (namespace, run, relation, columns, rows_estimated)
            select ?, ?, ?::pg_catalog.oid::pg_catalog.regclass, ?, (
              select case when bool_and(c.reltuples >= 0) then sum(c.reltuples)::bigint end
              from pg_catalog.pg_class c where c.relkind in ('r', 'm') and (c.oid = ?::pg_catalog.oid
                or c.oid in (select t.relid from pg_catalog.pg_partition_tree(?::pg_catalog.oid::pg_catalog.regclass) t)))
            returning id""";

    private static final String READ = """
            select b.id, b.namespace, b.relation::oid::bigint, b.relation::text, b.columns, b.state, b.reason, b.rows_estimated,
              b.rows_seen, b.rows_written, b.rows_stale, b.rows_failed, b.error, b.created_at, b.updated_at, b.finished_at,
              (b.options ->> 'max_rows_per_second')::integer,
              (select count(distinct c.worker) from plumb.backfill_chunk c
               where c.backfill = b.id and c.state = 'claimed' and c.lease_until > clock_timestamp()
                 and not %s)
            from plumb.backfill b where\s""".formatted(WorkerSessions.gone("c.worker"));

    private Backfills() {}

    /**
     * Begins one; engines that are asked for it then do the work.
     *
     * @param run the apply that wants it
     * @param relation oid
     * @param columns physical, all filled in one pass over the table
     * @return its id
     */
    public static long create(
            Connection connection, long namespace, OptionalLong run, long relation, List<String> columns)
            throws SQLException {
        RowRate.forgetEnded(connection);
        try (PreparedStatement statement = connection.prepareStatement(CREATE)) {
            statement.setLong(1, namespace);
            statement.setObject(2, run.isPresent() ? run.getAsLong() : null, java.sql.Types.BIGINT);
            statement.setLong(3, relation);
            statement.setArray(4, connection.createArrayOf("text", columns.toArray()));
            statement.setLong(5, relation);
            statement.setLong(6, relation);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the ledger did not give the backfill an id");
                }
                return row.getLong(1);
            }
        }
    }

    /** Those of a namespace, the latest first. */
    public static List<BackfillState> ofNamespace(Connection connection, long namespace) throws SQLException {
        return read(connection, "b.namespace = ? order by b.id desc", namespace);
    }

    /** Those of a table that are not at their end. */
    public static List<BackfillState> open(Connection connection, long relation) throws SQLException {
        return read(
                connection,
                "b.relation = ?::pg_catalog.oid and b.state in ('running', 'paused', 'failed') order by b.id",
                relation);
    }

    public static Optional<BackfillState> find(Connection connection, long id) throws SQLException {
        return read(connection, "b.id = ?", id).stream().findFirst();
    }

    private static List<BackfillState> read(Connection connection, String condition, long value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ + condition)) {
            statement.setLong(1, value);
            try (ResultSet row = statement.executeQuery()) {
                List<BackfillState> states = new ArrayList<>();
                while (row.next()) {
                    states.add(state(row));
                }
                return states;
            }
        }
    }

    private static BackfillState state(ResultSet row) throws SQLException {
        long estimated = row.getLong(8);
        return new BackfillState(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                List.of((String[]) row.getArray(5).getArray()),
                BackfillState.State.of(row.getString(6)),
                Optional.ofNullable(row.getString(7)),
                row.getObject(8) == null ? OptionalLong.empty() : OptionalLong.of(estimated),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                Optional.ofNullable(row.getString(13)),
                instant(row, 14).orElse(Instant.EPOCH),
                instant(row, 15).orElse(Instant.EPOCH),
                instant(row, 16),
                integer(row, 17),
                row.getInt(18));
    }

    private static OptionalInt integer(ResultSet row, int index) throws SQLException {
        int value = row.getInt(index);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static Optional<Instant> instant(ResultSet row, int index) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(index)).map(Timestamp::toInstant);
    }

    /** From now on all engines together fill at most so many rows a second. */
    static void limit(Connection connection, long id, int rowsPerSecond) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update plumb.backfill set options = options || jsonb_build_object('max_rows_per_second', ?) where id = ?")) {
            statement.setInt(1, rowsPerSecond);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    /** Lets all engines stop after the chunks that they are at; false when it does not run. */
    public static boolean pause(Connection connection, long id, String reason) throws SQLException {
        return move(connection, id, "paused", "'running'", reason);
    }

    /** Lets a paused or failed one go on where it stopped; false when it is neither. */
    public static boolean resume(Connection connection, long id) throws SQLException {
        return move(connection, id, "running", "'paused', 'failed'", null);
    }

    /** Ends one that is not at its end. What was filled stays. */
    public static boolean cancel(Connection connection, long id) throws SQLException {
        return move(connection, id, "cancelled", "'running', 'paused', 'failed'", null);
    }

    private static boolean move(
            Connection connection, long id, String to, String from, @org.jspecify.annotations.Nullable String reason)
            throws SQLException {
        String sql = "update plumb.backfill set state = ?, reason = ?, error = null, updated_at = clock_timestamp(),"
                + " finished_at = case when ? = 'cancelled' then clock_timestamp() end where id = ? and state in ("
                + from
                + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, to);
            statement.setString(2, reason);
            statement.setString(3, to);
            statement.setLong(4, id);
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Notes the cells of a table that have an error of their own, for the workers to compute them again; those whose input has an error
     * follow by themselves.
     *
     * @return how many rows were noted
     */
    public static int retryFailed(Connection connection, long relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into plumb.note (relation, key, cells)
                select relation, key, array_agg(column_name order by column_name) from plumb.cell_error
                where relation = ?::pg_catalog.oid and error_type <> 'InputFailed' group by relation, key""")) {
            statement.setLong(1, relation);
            return statement.executeUpdate();
        }
    }
}

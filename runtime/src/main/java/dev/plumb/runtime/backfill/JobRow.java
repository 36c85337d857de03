package dev.plumb.runtime.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The row of one backfill in the ledger. Every method runs in the caller's transaction. */
final class JobRow {
    /** The hidden column of an index has the name of the index. */
    private static final String SETTLE = """
            with settled as (
              update plumb.managed m set filled = true, never_filled = false
              from plumb.backfill b
              join plumb.namespace n on n.id = b.namespace
              join pg_catalog.pg_class c on c.oid = b.relation
              join pg_catalog.pg_namespace s on s.oid = c.relnamespace
              where b.id = ? and m.namespace = n.id and starts_with(s.nspname, n.prefix) and m.object = c.relname
                and m.directory = replace(substr(s.nspname, length(n.prefix) + 1), '__', '/')
                and m.part = any (b.columns) and not m.filled
              returning m.namespace)
            update plumb.namespace n set revision = n.revision + 1 where n.id in (select namespace from settled)""";

    private final long id;

    JobRow(long id) {
        this.id = id;
    }

    /**
     * Where the cutting of chunks stands.
     *
     * @param last empty before the first chunk
     * @param next empty before the first chunk
     */
    record Cut(BackfillState.State state, Optional<String> last, Optional<String> next) {}

    /** Locks the row: one process cuts chunks at a time. */
    Cut lock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select state, last_key::text, next_key::text from plumb.backfill where id = ? for no key update")) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new Cut(BackfillState.State.CANCELLED, Optional.empty(), Optional.empty());
                }
                return new Cut(
                        BackfillState.State.of(row.getString(1)),
                        Optional.ofNullable(row.getString(2)),
                        Optional.ofNullable(row.getString(3)));
            }
        }
    }

    void begin(Connection connection, String last) throws SQLException {
        set(connection, "last_key = ?::jsonb", last);
    }

    void advance(Connection connection, String next) throws SQLException {
        set(connection, "next_key = ?::jsonb, first_key = coalesce(first_key, ?::jsonb)", next, next);
    }

    /** The columns are filled from now on, whichever process comes to the end: a plan made before is stale. */
    void finish(Connection connection) throws SQLException {
        set(connection, "state = 'done', reason = null, finished_at = clock_timestamp()");
        try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    /** Stops it for all processes; nothing happens to one that does not run. */
    void fail(Connection connection, String error) throws SQLException {
        set(connection, "state = case state when 'running' then 'failed' else state end, error = ?", error);
    }

    void reason(Connection connection, Optional<String> reason) throws SQLException {
        set(connection, "reason = ?", reason.orElse(null));
    }

    private void set(Connection connection, String assignments, @org.jspecify.annotations.Nullable String... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update plumb.backfill set updated_at = clock_timestamp(), " + assignments + " where id = ?")) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.setLong(values.length + 1, id);
            statement.executeUpdate();
        }
    }

    /** Adds a chunk that is done in the same transaction. */
    void add(Connection connection, Chunk chunk) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update plumb.backfill b set rows_seen = b.rows_seen + c.rows_seen, rows_written = b.rows_written + c.rows_written,
                  rows_stale = b.rows_stale + c.rows_stale, rows_failed = b.rows_failed + c.rows_failed,
                  updated_at = clock_timestamp()
                from plumb.backfill_chunk c where b.id = ? and c.backfill = b.id and c.seq = ?""")) {
            statement.setLong(1, id);
            statement.setLong(2, chunk.seq());
            statement.executeUpdate();
        }
    }
}

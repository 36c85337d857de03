package dev.plumb.runtime.work;

import dev.plumb.runtime.session.WorkerSessions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The notes of the ledger, as one worker uses them. No method begins or ends a transaction. */
final class NoteTable {
    private static final String FREE = """
            (n.claimed_until is null or n.claimed_until < clock_timestamp() or %s)
              and (n.not_before is null or n.not_before <= clock_timestamp())""".formatted(WorkerSessions.gone("n.claimed_by"));

    /** Notes that this worker can do something about. */
    private static final String OURS =
            "not exists (select from elsewhere e where e.relation = n.relation::oid::bigint and n.cells <@ e.cells)";

    /** The tables of a namespace, and the columns that are left to others. */
    private static final String MINE = """
            elsewhere as materialized (select e.relation, array_agg(e.name) as cells
              from unnest(?::bigint[], ?::text[]) e(relation, name) group by e.relation),
            mine as materialized (select c.oid from plumb.namespace s join plumb.managed m on m.namespace = s.id
              join pg_catalog.pg_namespace n on n.nspname = s.prefix || replace(m.directory, '/', '__')
              join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = m.object where s.id = ?)""";

    private static final String CLAIM = """
            with %3$s, first as materialized (select n.relation from plumb.note n where %1$s and %2$s order by n.id limit 1),
            picked as materialized (
              select n.id from plumb.note n where n.relation = (select relation from first) and %1$s
              order by n.id limit ? for update of n skip locked)
            update plumb.note n set claimed_by = ?, claimed_until = clock_timestamp() + ? * interval '1 ms',
              attempts = n.attempts + 1, not_before = null
            from picked where n.id = picked.id
            returning n.id, n.relation::oid::bigint, n.key::text, n.cells, n.attempts""";

    private final UUID worker;
    private final Duration lease;
    private final NoteScope scope;
    private final Elsewhere elsewhere;
    private final Set<Long> active = ConcurrentHashMap.newKeySet();

    NoteTable(UUID worker, Duration lease, NoteScope scope, Elsewhere elsewhere) {
        this.worker = worker;
        this.lease = lease;
        this.scope = scope;
        this.elsewhere = elsewhere;
    }

    /**
     * The oldest that nobody has, or whose owner is gone or does not answer, all of one table. Loops of one worker claim one after the
     * other: two that skip what the other has just locked would divide the notes of one row among them, and compute it twice.
     */
    synchronized List<Note> claim(Connection connection, int most) throws SQLException {
        try (PreparedStatement statement = scoped(connection, CLAIM)) {
            statement.setInt(4, most);
            statement.setObject(5, worker);
            statement.setLong(6, lease.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                List<Note> notes = new ArrayList<>();
                while (row.next()) {
                    Set<String> cells = Set.of((String[]) row.getArray(4).getArray());
                    notes.add(new Note(row.getLong(1), row.getLong(2), row.getString(3), cells, row.getInt(5)));
                }
                return notes;
            }
        }
    }

    /**
     * Deletes notes that are worked off, in the transaction that did it. Those that somebody else has taken over meanwhile are left to
     * them: what was written is right in any case.
     */
    void delete(Connection connection, Collection<Note> notes) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from plumb.note where id = any (?) and claimed_by = ?")) {
            statement.setArray(1, ids(connection, notes));
            statement.setObject(2, worker);
            statement.executeUpdate();
        }
    }

    /** Gives notes back of which everything is worked off but some columns, in the transaction that did it. */
    void leave(Connection connection, Collection<Note> notes, Collection<String> columns) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update plumb.note set claimed_by = null, claimed_until = null, attempts = attempts - 1, cells = ?
                where id = any (?) and claimed_by = ?""")) {
            statement.setArray(1, connection.createArrayOf("text", columns.toArray()));
            statement.setArray(2, ids(connection, notes));
            statement.setObject(3, worker);
            statement.executeUpdate();
        }
    }

    /**
     * Gives notes back.
     *
     * @param wait before they may be claimed again
     * @param counts whether this was an attempt that failed because of them
     */
    void release(Connection connection, Collection<Note> notes, Duration wait, boolean counts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update plumb.note set claimed_by = null, claimed_until = null, attempts = attempts - ?,
                  not_before = case when ? > 0 then clock_timestamp() + ? * interval '1 ms' end
                where id = any (?) and claimed_by = ?""")) {
            statement.setInt(1, counts ? 0 : 1);
            statement.setLong(2, wait.toMillis());
            statement.setLong(3, wait.toMillis());
            statement.setArray(4, ids(connection, notes));
            statement.setObject(5, worker);
            statement.executeUpdate();
        }
    }

    private static java.sql.Array ids(Connection connection, Collection<Note> notes) throws SQLException {
        return connection.createArrayOf("bigint", notes.stream().map(Note::id).toArray());
    }

    /** From now on the leases of these notes are renewed. */
    void begin(Collection<Note> notes) {
        notes.forEach(note -> active.add(note.id()));
    }

    /** From now on they are not, so that somebody claims the notes even if they could not be given back. */
    void end(Collection<Note> notes) {
        notes.forEach(note -> active.remove(note.id()));
    }

    /** Renews the leases of those that this worker is at. */
    void renew(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update plumb.note set claimed_until = clock_timestamp() + ? * interval '1 ms' where claimed_by = ? and id = any (?)")) {
            statement.setLong(1, lease.toMillis());
            statement.setObject(2, worker);
            statement.setArray(3, connection.createArrayOf("bigint", active.toArray()));
            statement.executeUpdate();
        }
    }

    /** The first three parameters are set. */
    private PreparedStatement scoped(Connection connection, String sql) throws SQLException {
        PreparedStatement statement =
                connection.prepareStatement(sql.formatted(FREE + " and " + OURS, scope.condition(), MINE, OURS));
        Elsewhere.Pairs left = elsewhere.pairs();
        statement.setArray(
                1, connection.createArrayOf("bigint", left.relations().toArray()));
        statement.setArray(2, connection.createArrayOf("text", left.columns().toArray()));
        statement.setLong(3, scope.namespace());
        return statement;
    }

    /**
     * How long until the first note that was put off may be claimed, zero when one may be now; empty when none was, or all have failed
     * too often to be waited for.
     */
    Optional<Duration> untilNext(Connection connection, int mostAttempts) throws SQLException {
        try (PreparedStatement statement = scoped(connection, """
                with %3$s, waiting as (
                  select min(n.not_before) as next from plumb.note n
                  where %2$s and %4$s and n.not_before is not null and n.attempts <= ?
                    and (n.claimed_until is null or n.claimed_until < clock_timestamp()))
                select ceil(extract(epoch from greatest(next - clock_timestamp(), interval '0')) * 1000)::bigint
                from waiting where next is not null""")) {
            statement.setInt(4, mostAttempts);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Duration.ofMillis(row.getLong(1))) : Optional.empty();
            }
        }
    }

    long left(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        scoped(connection, "with %3$s select count(*) from plumb.note n where %2$s");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}

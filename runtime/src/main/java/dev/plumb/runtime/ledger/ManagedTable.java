package dev.plumb.runtime.ledger;

import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes and compares {@code plumb.managed}, in whole sets and inside the caller's transaction. */
public final class ManagedTable {
    private static final String SAME_KEY = """
            (m.kind, m.directory, coalesce(m.object, ''), coalesce(m.part, ''))
              = (w.kind, w.directory, coalesce(w.object, ''), coalesce(w.part, ''))""";

    private static final String ADD = """
            insert into plumb.managed as m
              (namespace, kind, directory, object, part, spec_fingerprint, prevent_destroy, filled, never_filled, since_run)
            select ?, w.kind, w.directory, w.object, w.part, w.fingerprint, w.guarded, w.filled, w.never, ?
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::boolean[])
              as w(kind, directory, object, part, fingerprint, guarded, filled, never)
            on conflict (namespace, kind, directory, coalesce(object, ''), coalesce(part, '')) do update
              set spec_fingerprint = excluded.spec_fingerprint, prevent_destroy = excluded.prevent_destroy,
                filled = excluded.filled, never_filled = excluded.never_filled
              where (m.spec_fingerprint, m.prevent_destroy, m.filled, m.never_filled) is distinct from
                (excluded.spec_fingerprint, excluded.prevent_destroy, excluded.filled, excluded.never_filled)""";

    private static final String REMOVE = """
            delete from plumb.managed m
            using unnest(?::text[], ?::text[], ?::text[], ?::text[]) as w(kind, directory, object, part)
            where m.namespace = ? and\s""" + SAME_KEY;

    private static final String KEEP_ONLY = """
            delete from plumb.managed m
            where m.namespace = ? and not exists (
              select from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as w(kind, directory, object, part)
              where\s""" + SAME_KEY + ")";

    /** For each managed row of a namespace the oid and the xmin of its catalog row now; null when it is gone. */
    private static final String CATALOG_ROWS = """
            select m.ctid as at, m.kind, m.directory, m.object, m.part, m.live_fingerprint as recorded,
              case
                when m.kind = 'directory' then s.oid || ':' || s.xmin
                when m.kind in ('enum', 'domain') then (
                  select t.oid || ':' || t.xmin from pg_type t where t.typnamespace = s.oid and t.typname = m.object)
                when m.kind = 'index' then (
                  select c.oid || ':' || c.xmin from pg_class c where c.relnamespace = s.oid and c.relname = m.part)
                when m.part is null then (
                  select c.oid || ':' || c.xmin from pg_class c where c.relnamespace = s.oid and c.relname = m.object)
                when m.kind = 'column' then (
                  select a.attrelid || '.' || a.attnum || ':' || a.xmin from pg_class c
                  join pg_attribute a on a.attrelid = c.oid and a.attname = m.part and not a.attisdropped
                  where c.relnamespace = s.oid and c.relname = m.object)
                else (
                  select k.oid || ':' || k.xmin from pg_class c
                  join pg_constraint k on k.conrelid = c.oid and k.contypid = 0 and k.conname = m.part
                  where c.relnamespace = s.oid and c.relname = m.object)
              end as live
            from unnest(?::text[], ?::text[]) as d(directory, schema)
            join pg_namespace s on s.nspname = d.schema
            join plumb.managed m on m.namespace = ? and m.directory = d.directory""";

    private static final String REMEMBER_ROWS = "update plumb.managed m set live_fingerprint = r.live from ("
            + CATALOG_ROWS + ") r where m.ctid = r.at and m.live_fingerprint is distinct from r.live";

    private static final String RECREATED = "select r.kind, r.directory, r.object, r.part from (" + CATALOG_ROWS
            + ") r where split_part(r.recorded, ':', 1) <> split_part(r.live, ':', 1)";

    private final long namespace;

    public ManagedTable(long namespace) {
        this.namespace = namespace;
    }

    /** Adds objects, or brings what is remembered of them up to date. */
    public void add(Connection connection, long run, Collection<ManagedObject> objects) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setLong(1, namespace);
            statement.setLong(2, run);
            bind(statement, 3, objects.stream().map(ManagedObject::address).toList());
            statement.setArray(7, texts(connection, objects.stream().map(ManagedObject::specFingerprint)));
            statement.setArray(8, flags(connection, objects.stream().map(ManagedObject::preventDestroy)));
            statement.setArray(9, flags(connection, objects.stream().map(ManagedObject::filled)));
            statement.setArray(10, flags(connection, objects.stream().map(ManagedObject::neverFilled)));
            statement.executeUpdate();
        }
    }

    public void remove(Connection connection, Collection<Address> addresses) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
            bind(statement, 1, addresses);
            statement.setLong(5, namespace);
            statement.executeUpdate();
        }
    }

    /** Removes everything but these. */
    public void keepOnly(Connection connection, Collection<Address> addresses) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEEP_ONLY)) {
            statement.setLong(1, namespace);
            bind(statement, 2, addresses);
            statement.executeUpdate();
        }
    }

    /**
     * Remembers which catalog row each managed object has now.
     *
     * @param schemas the PostgreSQL schema of each directory
     */
    public void rememberRows(Connection connection, Map<DirectoryPath, String> schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REMEMBER_ROWS)) {
            bindSchemas(statement, schemas);
            statement.executeUpdate();
        }
    }

    /** Managed objects that somebody has dropped and created again since the last run, sorted. */
    public List<Address> recreated(Connection connection, Map<DirectoryPath, String> schemas) throws SQLException {
        return WithoutTimeout.read(connection, () -> readRecreated(connection, schemas));
    }

    private List<Address> readRecreated(Connection connection, Map<DirectoryPath, String> schemas) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RECREATED)) {
            bindSchemas(statement, schemas);
            try (ResultSet row = statement.executeQuery()) {
                List<Address> recreated = new ArrayList<>();
                while (row.next()) {
                    recreated.add(Ledger.address(row));
                }
                return recreated.stream().sorted().toList();
            }
        }
    }

    private void bindSchemas(PreparedStatement statement, Map<DirectoryPath, String> schemas) throws SQLException {
        Connection connection = statement.getConnection();
        List<Map.Entry<DirectoryPath, String>> entries = List.copyOf(schemas.entrySet());
        statement.setArray(
                1, texts(connection, entries.stream().map(e -> e.getKey().toString())));
        statement.setArray(2, texts(connection, entries.stream().map(Map.Entry::getValue)));
        statement.setLong(3, namespace);
    }

    private static void bind(PreparedStatement statement, int first, Collection<Address> addresses)
            throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(
                first, texts(connection, addresses.stream().map(a -> a.kind().label())));
        statement.setArray(first + 1, texts(connection, addresses.stream().map(a -> a.directory()
                .toString())));
        statement.setArray(first + 2, texts(connection, addresses.stream().map(a -> a.object()
                .orElse(null))));
        statement.setArray(first + 3, texts(connection, addresses.stream().map(a -> a.part()
                .orElse(null))));
    }

    private static Array flags(Connection connection, Stream<Boolean> values) throws SQLException {
        return connection.createArrayOf("boolean", values.toArray());
    }

    private static Array texts(Connection connection, Stream<? extends @Nullable String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}

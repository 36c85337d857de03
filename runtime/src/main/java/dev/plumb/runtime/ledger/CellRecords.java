package dev.plumb.runtime.ledger;

import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets what the ledger remembers of computed columns by their names (errors, notes, backfills) follow the columns, inside the
 * caller's transaction, which has renamed or dropped them already.
 *
 * @param schemas the PostgreSQL schema of each directory
 */
public record CellRecords(Map<DirectoryPath, String> schemas) {
    private static final String COLUMNS = """
            w as (
              select c.oid, w.former, w.name from unnest(?::text[], ?::text[], ?::text[], ?::text[]) w(schema, relation, former, name)
              join pg_catalog.pg_namespace n on n.nspname = w.schema
              join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.relation)""";

    private static final String RENAMED = """
            array(select coalesce((select w.name from w where w.oid = r.relation and w.former = c.name), c.name)
              from unnest(r.%1$s) with ordinality c(name, place) order by c.place)
            where exists (select from w where w.oid = r.relation and w.former = any (r.%1$s))""";

    private static final String RENAME =
            "with " + COLUMNS + """
            , errors as (update plumb.cell c set column_name = w.name from w
              where c.relation = w.oid and c.column_name = w.former),
            notes as (update plumb.note r set cells =\s""" + RENAMED.formatted("cells") + """
            )
            update plumb.backfill r set columns =\s""" + RENAMED.formatted("columns");

    private static final String FORGET = "with " + COLUMNS + """
            , backfills as (update plumb.backfill b set state = 'cancelled', reason = 'a column of it was dropped',
              updated_at = clock_timestamp(), finished_at = clock_timestamp() from w
              where b.relation = w.oid and w.name = any (b.columns) and b.state in ('running', 'paused', 'failed'))
            delete from plumb.cell c using w where c.relation = w.oid and c.column_name = w.name""";

    private static final String KNOW = """
            insert into plumb.cell (relation, column_name)
            select distinct t.tgrelid::pg_catalog.regclass, line.cell[1]::pg_catalog.jsonb ->> 'column'
            from pg_catalog.pg_namespace n
            join pg_catalog.pg_class c on c.relnamespace = n.oid
            join pg_catalog.pg_trigger t on t.tgrelid = c.oid and t.tgparentid = 0 and t.tgname like '~plumb:%'
            join pg_catalog.pg_proc p on p.oid = t.tgfoid
            cross join lateral pg_catalog.regexp_matches(p.prosrc, '^-- plumb-cell (.*)$', 'ng') line(cell)
            where n.nspname = any (?)
            on conflict do nothing""";

    private static final String FORGET_GONE_TABLES =
            "delete from plumb.cell c where not exists (select from pg_catalog.pg_class r where r.oid = c.relation)";

    private static final String PURGE =
            "delete from plumb.cell_failure f where not exists (select from plumb.cell c where c.id = f.cell)";

    public CellRecords {
        schemas = Map.copyOf(schemas);
    }

    /**
     * A column that has another name. What is remembered under the new one can only be of a column that is gone.
     *
     * @param former the column's name before
     * @param column its address now
     */
    public void rename(Connection connection, String former, Address column) throws SQLException {
        forget(connection, List.of(column));
        run(connection, RENAME, List.of(former), List.of(column));
    }

    /**
     * All columns that are computed by now. The first error of one that was not known would make it known, and whoever has the second
     * would wait for that transaction.
     */
    public void know(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KNOW)) {
            statement.setArray(1, texts(connection, schemas.values().stream()));
            statement.executeUpdate();
        }
    }

    /** Columns that are not there any more. A backfill that was to fill one of them cannot go on. */
    public void forget(Connection connection, Collection<Address> columns) throws SQLException {
        List<Address> known =
                columns.stream().filter(c -> schemas.containsKey(c.directory())).toList();
        if (!known.isEmpty()) {
            run(connection, FORGET, known.stream().map(Address::name).toList(), known);
        }
    }

    /** Tables that are not there any more. Their notes the workers throw away. */
    public static void forgetGoneTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(FORGET_GONE_TABLES);
        }
    }

    /**
     * Deletes the errors of what was forgotten, which nobody sees any more: they may be many, and whoever takes a column away holds its
     * table.
     */
    public static void purge(Connection connection) throws SQLException {
        forgetGoneTables(connection);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(PURGE);
        }
    }

    private void run(Connection connection, String sql, List<String> former, List<Address> columns)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, texts(connection, columns.stream().map(this::schema)));
            statement.setArray(
                    2, texts(connection, columns.stream().map(a -> a.object().orElseThrow())));
            statement.setArray(3, texts(connection, former.stream()));
            statement.setArray(4, texts(connection, columns.stream().map(Address::name)));
            statement.executeUpdate();
        }
    }

    private String schema(Address address) {
        return Optional.ofNullable(schemas.get(address.directory()))
                .orElseThrow(() -> new IllegalArgumentException("no schema of " + address));
    }

    private static Array texts(Connection connection, Stream<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}

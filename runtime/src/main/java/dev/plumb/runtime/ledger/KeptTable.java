package dev.plumb.runtime.ledger;

import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.schema.Address;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was removed from a namespace and is kept.
 *
 * @param namespace its row in the ledger
 */
public record KeptTable(long namespace) {
    /** What is not there, because nothing of it could be kept, is not remembered. */
    private static final String ADD = """
            insert into plumb.kept (namespace, kind, directory, object, part, relation, reason, run)
            select ?, ?, ?, ?, ?, c.oid::regclass, ?, ?
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = ? and not a.attisdropped
            where n.nspname = ? and c.relname = ? and (?::text is null or a.attnum is not null)
            on conflict (namespace, kind, directory, object, part) do update
              set relation = excluded.relation, reason = excluded.reason, run = excluded.run, at = excluded.at""";

    /** What has another name by now was brought back, or is something else with the same number in a restored database. */
    private static final String READ = """
            select k.kind, k.directory, k.object, nullif(k.part, '') as part, n.nspname, c.relname, a.attname, k.reason, k.run, k.at,
              c.reltuples::bigint as rows
            from plumb.kept k
            join pg_catalog.pg_class c on c.oid = k.relation
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_attribute a on a.attrelid = c.oid and k.part <> '' and not a.attisdropped and a.attname like 'plumb:%'
            where k.namespace = ?
            order by k.directory, k.object, k.part""";

    private static final String REMOVE =
            "delete from plumb.kept where namespace = ? and kind = ? and directory = ? and object = ? and part = ?";

    /**
     * What a plan takes away and keeps.
     *
     * @param schema the PostgreSQL schema of its directory
     * @param reason as the spec has it
     */
    public record Leaving(Address address, String schema, String reason) {}

    /**
     * Something that is kept.
     *
     * @param address that it had
     * @param schema where its table is now
     * @param table as it is called now
     * @param column as it is called now; absent when all of a table is kept
     * @param run that removed it
     * @param rows of the table, estimated; absent when never analysed
     */
    public record Kept(
            Address address,
            String schema,
            String table,
            Optional<String> column,
            String reason,
            OptionalLong run,
            Instant at,
            OptionalLong rows) {}

    /** In the transaction that has taken it away. */
    public void add(Connection connection, long run, Leaving leaving) throws SQLException {
        Address address = leaving.address();
        String object = address.object().orElseThrow();
        Optional<String> column = address.part().map(PlumbingNames::removedColumn);
        String schema = column.isPresent() ? leaving.schema() : PlumbingNames.removedSchema(leaving.schema(), object);
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            key(statement, address);
            statement.setString(6, leaving.reason());
            statement.setLong(7, run);
            statement.setString(8, column.orElse(null));
            statement.setString(9, schema);
            statement.setString(10, object);
            statement.setString(11, column.orElse(null));
            statement.executeUpdate();
        }
    }

    /** By address; what somebody has dropped meanwhile is not kept any more. */
    public List<Kept> read(Connection connection) throws SQLException {
        return WithoutTimeout.read(connection, () -> {
            List<Kept> all = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(READ)) {
                statement.setLong(1, namespace);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        Kept kept = kept(row);
                        if (isNamedSo(kept)) {
                            all.add(kept);
                        }
                    }
                }
            }
            return all;
        });
    }

    private static boolean isNamedSo(Kept kept) {
        Address address = kept.address();
        return address.part()
                .map(p -> kept.column().equals(Optional.of(PlumbingNames.removedColumn(p))))
                .orElseGet(() -> PlumbingNames.isRemovedSchema(kept.schema())
                        && address.object().equals(Optional.of(kept.table())));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("at");
        long run = row.getLong("run");
        OptionalLong runIfKnown = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(run);
        long rows = row.getLong("rows");
        return new Kept(
                Ledger.address(row),
                row.getString("nspname"),
                row.getString("relname"),
                Optional.ofNullable(row.getString("attname")),
                row.getString("reason"),
                runIfKnown,
                at.toInstant(),
                rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows));
    }

    /** In the transaction that has restored or dropped it. */
    public void remove(Connection connection, Address address) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
            key(statement, address);
            statement.executeUpdate();
        }
    }

    private void key(PreparedStatement statement, Address address) throws SQLException {
        statement.setLong(1, namespace);
        statement.setString(2, address.kind().label());
        statement.setString(3, address.directory().toString());
        statement.setString(4, address.object().orElseThrow());
        statement.setString(5, address.part().orElse(""));
    }
}

package dev.plumb.runtime.ledger;

import dev.plumb.plan.FillPace;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** How fast the columns of a namespace were filled the last time. */
public final class FillRates {
    /**
     * Chunks tell the time that was spent, pauses of the whole left out; few rows tell nothing. A next version that was filled beside is
     * the column by now.
     */
    private static final String READ = """
            with done as (
              select b.id, b.relation, b.columns, b.rows_written,
                extract(epoch from max(c.finished_at) - min(c.started_at)) as seconds
              from plumb.backfill b join plumb.backfill_chunk c on c.backfill = b.id
              where b.namespace = ? and b.state = 'done' group by b.id)
            select distinct on (n.nspname, t.relname, column_name) n.nspname, t.relname, column_name, d.id,
              d.rows_written / d.seconds as rate
            from done d
            join pg_catalog.pg_class t on t.oid = d.relation
            join pg_catalog.pg_namespace n on n.oid = t.relnamespace
            cross join lateral (select regexp_replace(c.name, '^plumb:next:', '') from pg_catalog.unnest(d.columns) c(name)) c(column_name)
            where d.rows_written >= ? and d.seconds > 0
            order by n.nspname, t.relname, column_name, d.id desc""";

    private static final int FEW_ROWS = 1000;

    private FillRates() {}

    /** By column, those that are known. */
    public static Map<Address, FillPace.Measured> read(Connection connection, long namespace, Schemas schemas)
            throws SQLException {
        Map<Address, FillPace.Measured> rates = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(READ)) {
            query.setLong(1, namespace);
            query.setInt(2, FEW_ROWS);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (row.getString(1).startsWith(schemas.prefix())) {
                        Address table =
                                Address.of(ObjectKind.TABLE, schemas.directory(row.getString(1)), row.getString(2));
                        rates.put(
                                table.child(ObjectKind.COLUMN, row.getString(3)),
                                new FillPace.Measured(row.getLong(4), row.getDouble(5)));
                    }
                }
            }
        }
        return rates;
    }
}

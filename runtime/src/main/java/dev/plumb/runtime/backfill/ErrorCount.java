package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.ComputedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** How many cells of some columns have got an error in the transaction that is open. */
record ErrorCount(ComputedTable table, List<String> columns) {
    long now(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select count(*) from plumb.cell_error
                where relation = ?::pg_catalog.regclass and column_name = any (?) and at >= pg_catalog.now()""")) {
            statement.setString(1, table.name());
            statement.setArray(2, connection.createArrayOf("text", columns.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}

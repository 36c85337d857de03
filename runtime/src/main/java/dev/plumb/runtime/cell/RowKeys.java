package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.CallStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The keys of rows: as statements take them, and as the ledger keeps them. */
record RowKeys(CallStatements statements) {
    /** Returns the place of the next parameter. */
    int bind(Connection connection, PreparedStatement statement, ComputedRows rows) throws SQLException {
        for (int i = 0; i < statements.keyColumns(); i++) {
            statement.setArray(i + 1, connection.createArrayOf("text", rows.keys(i)));
        }
        return statements.keyColumns() + 1;
    }

    /** JSON arrays, in the order of the rows. */
    List<String> json(Connection connection, ComputedRows rows) throws SQLException {
        List<String> keys = new ArrayList<>();
        if (rows.size() > 0) {
            try (PreparedStatement statement = connection.prepareStatement(statements.jsonKeys())) {
                bind(connection, statement, rows);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        keys.add(row.getString(1));
                    }
                }
            }
        }
        return keys;
    }
}

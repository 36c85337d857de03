package dev.plumb.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Which version of the ledger a database has. */
final class LedgerVersion {
    private LedgerVersion() {}

    /** 0 when there is none. */
    static int read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select to_regclass('plumb.ledger') is not null")) {
                if (!row.next() || !row.getBoolean(1)) {
                    return 0;
                }
            }
            try (ResultSet row = statement.executeQuery("select version from plumb.ledger")) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }
}

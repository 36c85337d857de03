package dev.plumb.runtime.catalog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/** Runs the queries of one reading: each takes the schemas' oids as its one parameter. */
final class Catalog {
    private final Connection connection;
    private final ServerVersion version;
    private final Object[] namespaces;

    Catalog(Connection connection, ServerVersion version, Collection<Long> namespaces) {
        this.connection = connection;
        this.version = version;
        this.namespaces = namespaces.toArray();
    }

    ServerVersion version() {
        return version;
    }

    /** Takes in one row. */
    interface RowReader {
        void read(Row row) throws SQLException;
    }

    /**
     * @param sql with one parameter, an {@code oid[]} of namespaces
     */
    void forEach(String sql, RowReader reader) throws SQLException {
        Array oids = connection.createArrayOf("oid", namespaces);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, oids);
            try (ResultSet results = statement.executeQuery()) {
                Row row = new Row(results);
                while (results.next()) {
                    reader.read(row);
                }
            }
        } finally {
            oids.free();
        }
    }
}

package dev.plumb.runtime.catalog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The schemas that are there. */
final class NamespaceQuery {
    private static final String SQL = "select n.oid, n.nspname, " + Sql.comment("pg_namespace", "n.oid") + " as comment"
            + " from pg_namespace n where n.nspname = any(?)";

    private NamespaceQuery() {}

    /** One schema. */
    record Namespace(long oid, String name, Optional<String> comment) {}

    static List<Namespace> run(Connection connection, Collection<String> schemas) throws SQLException {
        List<Namespace> namespaces = new ArrayList<>();
        Array names = connection.createArrayOf("text", schemas.toArray());
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, names);
            try (ResultSet results = statement.executeQuery()) {
                Row row = new Row(results);
                while (results.next()) {
                    namespaces.add(new Namespace(row.number("oid"), row.text("nspname"), row.optionalText("comment")));
                }
            }
        } finally {
            names.free();
        }
        return namespaces;
    }
}

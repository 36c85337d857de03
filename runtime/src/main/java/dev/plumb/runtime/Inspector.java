package dev.plumb.runtime;

import dev.plumb.plan.CatalogState;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import dev.plumb.source.Suggestions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads whole schemas of a database as directories, whoever manages them. */
final class Inspector {
    /** Those of users: neither PostgreSQL's own nor an extension's, and not the ledger. */
    private static final String SCHEMAS = """
            select n.nspname from pg_namespace n
            where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'plumb')
              and starts_with(n.nspname, ?)
              and not exists (select from pg_depend d
                where d.classid = 'pg_namespace'::regclass and d.objid = n.oid and d.deptype = 'e')""";

    private final String prefix;

    /**
     * @param prefix of the schemas to look at, not part of the directories' names; may be empty
     */
    Inspector(String prefix) {
        this.prefix = prefix;
    }

    /**
     * @param names directories, or schemas without the prefix; empty for all
     * @throws SpecException when a name is of no schema
     */
    Inspection inspect(Connection connection, List<String> names) throws SQLException {
        Map<DirectoryPath, String> all = schemas(connection);
        CatalogState state = CatalogReader.live().read(connection, names.isEmpty() ? all : chosen(all, names));
        SelfContained contained = new SelfContained(state);
        Schema schema = new InspectedCells(state.computed()).declared(contained.schema());
        return new Inspection(schema, state.uncovered(), contained.leftOut());
    }

    /** Of the users, by directory. */
    Map<DirectoryPath, String> schemas(Connection connection) throws SQLException {
        Map<DirectoryPath, String> schemas = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SCHEMAS)) {
            statement.setString(1, prefix);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String schema = row.getString(1);
                    if (schema.length() > prefix.length()) {
                        schemas.put(DirectoryPath.ofSchemaName(schema.substring(prefix.length())), schema);
                    }
                }
            }
        }
        return schemas;
    }

    private static Map<DirectoryPath, String> chosen(Map<DirectoryPath, String> all, List<String> names) {
        Map<DirectoryPath, String> chosen = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : names) {
            Optional<DirectoryPath> path = all.keySet().stream()
                    .filter(p -> p.schemaName().equals(name) || p.toString().equals(name))
                    .findFirst();
            path.ifPresentOrElse(p -> chosen.put(p, all.get(p)), () -> problems.add(unknown(name, all)));
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return chosen;
    }

    private static Problem unknown(String name, Map<DirectoryPath, String> all) {
        List<String> known =
                all.keySet().stream().map(DirectoryPath::schemaName).toList();
        String remedy = Suggestions.nearest(name, known)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElseGet(() -> known.isEmpty() ? "there are none" : "there are " + String.join(", ", known));
        return new Problem(Optional.empty(), "the database has no schema '" + name + "'", Optional.of(remedy));
    }
}

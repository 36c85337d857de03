package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An index that a concurrent build creates. A build that fails leaves an invalid one behind, which slows every write down and
 * answers no query.
 *
 * @param qualifiedName as SQL
 */
record BuiltIndex(String qualifiedName) {
    /** Constraints whose index may be built ahead of them, under the constraint's name. */
    private static final Set<ObjectKind> WITH_INDEX =
            Set.of(ObjectKind.INDEX, ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE);

    private static final String NAME = "(\"(?:[^\"]|\"\")*\"|[^\\s.\"]+)";

    private static final Pattern CREATED =
            Pattern.compile("^create (?:unique )?index concurrently " + NAME + " on (?:only )?" + NAME + "\\.");

    /** The indexes that a step is for and that are not there before it: what it leaves is its own. */
    static List<BuiltIndex> builtBy(Step step, Map<DirectoryPath, String> schemas, Connection connection)
            throws SQLException {
        List<BuiltIndex> building = new ArrayList<>();
        for (Address address : step.addresses()) {
            String schema = schemas.get(address.directory());
            if (schema != null && WITH_INDEX.contains(address.kind())) {
                BuiltIndex index = new BuiltIndex(SqlNames.qualified(schema, address.name()));
                if (!index.is("true", connection)) {
                    building.add(index);
                }
            }
        }
        return building;
    }

    /** The index that a step of Plumb's creates concurrently, under whatever name it has until others make room for it. */
    static Optional<BuiltIndex> createdBy(Step step) {
        Matcher created = CREATED.matcher(step.sql());
        return created.find()
                ? Optional.of(new BuiltIndex(created.group(2) + "." + created.group(1)))
                : Optional.empty();
    }

    /**
     * Checks what a step without an error has built.
     *
     * @throws SQLException when an index is there and the server does not use it
     */
    static void requireValid(List<BuiltIndex> built, Connection connection) throws SQLException {
        for (BuiltIndex index : built) {
            if (index.isInvalid(connection)) {
                throw new SQLException("the index " + index.qualifiedName + " was built and is not valid", "55000");
            }
        }
    }

    boolean isInvalid(Connection connection) throws SQLException {
        return is("not i.indisvalid", connection);
    }

    boolean isThere(Connection connection) throws SQLException {
        return is("true", connection);
    }

    private boolean is(String condition, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select 1 from pg_index i where i.indexrelid = to_regclass(?) and " + condition)) {
            statement.setString(1, qualifiedName);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}

package dev.plumb.runtime.canonical;

import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The columns that foreign keys mean when they name only a table: its primary key. */
final class ForeignKeyTargets {
    private static final String SQL = """
            select n.nspname, c.relname, array(
                select a.attname::text from pg_catalog.unnest(k.conkey) with ordinality as u(number, position)
                join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = u.number order by u.position)
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
            where c.relkind in ('r', 'p') and (n.nspname, c.relname) in (
                select * from unnest(?::text[], ?::text[]))
            """;

    private final Schema schema;
    private final Map<QualifiedName, List<String>> outside;

    private ForeignKeyTargets(Schema schema, Map<QualifiedName, List<String>> outside) {
        this.schema = schema;
        this.outside = Map.copyOf(outside);
    }

    /**
     * Looks up those targets that the schema does not hold.
     *
     * @param physicalSchema the environment's schema of a logical one
     */
    static ForeignKeyTargets of(Connection connection, Schema schema, UnaryOperator<String> physicalSchema)
            throws SQLException {
        ForeignKeyTargets inside = new ForeignKeyTargets(schema, Map.of());
        Set<QualifiedName> missing = schema.directories().stream()
                .flatMap(d -> d.objects(Table.class))
                .flatMap(t -> t.constraints(ForeignKey.class))
                .filter(k -> inside.target(k).isEmpty())
                .map(ForeignKey::target)
                .collect(Collectors.toSet());
        return missing.isEmpty()
                ? inside
                : new ForeignKeyTargets(schema, lookUp(connection, List.copyOf(missing), physicalSchema));
    }

    private static Map<QualifiedName, List<String>> lookUp(
            Connection connection, List<QualifiedName> names, UnaryOperator<String> physicalSchema)
            throws SQLException {
        Map<QualifiedName, QualifiedName> logical = new HashMap<>();
        names.forEach(n -> logical.put(new QualifiedName(physicalSchema.apply(n.schema()), n.name()), n));
        List<QualifiedName> physical = List.copyOf(logical.keySet());
        Map<QualifiedName, List<String>> keys = new HashMap<>();
        Array schemas = connection.createArrayOf(
                "text", physical.stream().map(QualifiedName::schema).toArray());
        Array tables = connection.createArrayOf(
                "text", physical.stream().map(QualifiedName::name).toArray());
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, schemas);
            statement.setArray(2, tables);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    QualifiedName found = new QualifiedName(rows.getString(1), rows.getString(2));
                    keys.put(Standing.of(logical, found), Arrays.asList((String[])
                            rows.getArray(3).getArray()));
                }
            }
        } finally {
            schemas.free();
            tables.free();
        }
        return keys;
    }

    List<String> columns(ForeignKey key) {
        if (!key.targetColumns().isEmpty()) {
            return key.targetColumns();
        }
        return target(key)
                .map(t -> t.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of()))
                .orElseGet(() -> outside.getOrDefault(key.target(), List.of()));
    }

    /** What keeps the key from being created, if anything. */
    Optional<String> flaw(ForeignKey key) {
        if (target(key).isEmpty() && !outside.containsKey(key.target())) {
            return Optional.of("the table that it references, " + key.target().schema() + "."
                    + key.target().name() + ", is neither declared nor in the database");
        }
        List<String> columns = columns(key);
        if (columns.isEmpty()) {
            return Optional.of("the table that it references, " + key.target().schema() + "."
                    + key.target().name() + ", has no primary key; name the columns");
        }
        return columns.size() == key.columns().size()
                ? Optional.empty()
                : Optional.of("it has " + key.columns().size() + " columns but references " + columns.size());
    }

    /** Absent when the table is outside of the schema. */
    Optional<Table> target(ForeignKey key) {
        return schema.directoryOfSchema(key.target().schema())
                .flatMap(d -> d.table(key.target().name()));
    }
}

package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.ledger.KeptTable;
import dev.plumb.runtime.ledger.KeptTable.Kept;
import dev.plumb.schema.Address;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings back, or drops, one thing that is kept, in the transaction of a connection that nobody else applies beside. */
record KeptMove(Connection connection, KeptTable table, Environment environment) {
    /** A relation, and a type: every table has one of its name. */
    private static final Set<String> DUPLICATES = Set.of("42P07", "42710");

    private static final String DEPENDENTS_EXIST = "2BP01";

    /** The table, and those of its partitions that are kept with it; none when it has gone meanwhile. */
    private static final String TABLES = """
            select n.nspname, c.relname from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid = pg_catalog.to_regclass(?)
              or c.oid in (select relid from pg_catalog.pg_partition_tree(pg_catalog.to_regclass(?)))
            order by n.nspname""";

    private static final String PARENT = """
            select n.nspname from pg_catalog.pg_inherits i
            join pg_catalog.pg_class c on c.oid = i.inhparent
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where i.inhrelid = pg_catalog.to_regclass(?)""";

    private static final String COLUMN = """
            select a.attname from pg_catalog.pg_attribute a
            where a.attrelid = pg_catalog.to_regclass(?) and a.attname = ? and not a.attisdropped""";

    private static final String SCHEMA = "select nspname from pg_catalog.pg_namespace where nspname = ?";

    private record Relation(String schema, String name) {
        static Relation of(Kept kept) {
            return new Relation(kept.schema(), kept.table());
        }

        String sql() {
            return SqlNames.qualified(schema, name);
        }
    }

    /** @throws RefusedException when something is in its place, or the place is gone */
    void restore(Kept kept) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (kept.column().isPresent()) {
                refuseTaken(kept);
                statement.execute("alter table " + Relation.of(kept).sql() + " rename column "
                        + SqlNames.quote(kept.column().get()) + " to "
                        + SqlNames.quote(kept.address().name()));
                table.remove(connection, kept.address());
            } else {
                restoreTable(statement, kept);
            }
        } catch (SQLException e) {
            if (DUPLICATES.contains(String.valueOf(e.getSQLState()))) {
                throw taken(kept, "something of its name, or of the name of one of its indexes, is there");
            }
            throw explained(kept, e);
        }
    }

    private void restoreTable(Statement statement, Kept kept) throws SQLException {
        String home = home(kept.address());
        refuseHomeless(kept, home);
        refusePartition(kept);
        List<Relation> relations = relations(kept);
        forget(relations);
        for (Relation relation : relations) {
            statement.execute("alter table " + relation.sql() + " set schema " + SqlNames.quote(home));
            statement.execute("drop schema " + SqlNames.quote(relation.schema()));
        }
    }

    /** @throws RefusedException when something that others have made rests on it */
    void purge(Kept kept) throws SQLException {
        String name = Relation.of(kept).sql();
        try (Statement statement = connection.createStatement()) {
            if (kept.column().isPresent()) {
                statement.execute("alter table if exists " + name + " drop column if exists "
                        + SqlNames.quote(kept.column().get()));
                table.remove(connection, kept.address());
            } else {
                List<Relation> relations = relations(kept);
                forget(relations);
                // A partition may have gone with its table.
                statement.execute("drop table if exists " + name);
                for (Relation relation : relations) {
                    statement.execute("drop schema if exists " + SqlNames.quote(relation.schema()));
                }
            }
        } catch (SQLException e) {
            throw explained(kept, e);
        }
    }

    private static SQLException explained(Kept kept, SQLException e) {
        if (DEPENDENTS_EXIST.equals(e.getSQLState())) {
            throw new RefusedException(
                    kept.address() + " is kept, and something that others have made is in its way: "
                            + ServerAnswer.of(e).happened(),
                    "drop or move that by hand first, then run the command again");
        }
        return e;
    }

    private List<Relation> relations(Kept kept) throws SQLException {
        List<Relation> relations = new ArrayList<>();
        String name = Relation.of(kept).sql();
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, name);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Relation relation = new Relation(row.getString(1), row.getString(2));
                    if (PlumbingNames.isRemovedSchema(relation.schema())) {
                        relations.add(relation);
                    }
                }
            }
        }
        return relations;
    }

    /** What was kept as such tables is kept no longer. */
    private void forget(List<Relation> relations) throws SQLException {
        for (Kept other : table.read(connection)) {
            if (other.column().isEmpty() && relations.contains(Relation.of(other))) {
                table.remove(connection, other.address());
            }
        }
    }

    /** The schema that the environment has for the directory of an address. */
    private String home(Address address) {
        return environment.namespace() + address.directory().schemaName();
    }

    private void refuseHomeless(Kept kept, String schema) throws SQLException {
        if (first(SCHEMA, schema).isEmpty()) {
            throw new RefusedException(
                    kept.address() + " cannot be restored: its directory "
                            + kept.address().directory() + " is gone",
                    "declare the directory again and apply first");
        }
    }

    private void refusePartition(Kept kept) throws SQLException {
        if (first(PARENT, Relation.of(kept).sql())
                .filter(PlumbingNames::isRemovedSchema)
                .isPresent()) {
            throw new RefusedException(
                    kept.address() + " cannot be restored by itself: it is a partition of a table that is kept",
                    "restore that table: its partitions come along");
        }
    }

    private void refuseTaken(Kept kept) throws SQLException {
        if (first(COLUMN, Relation.of(kept).sql(), kept.address().name()).isPresent()) {
            throw taken(kept, "there is a column of that name");
        }
    }

    private static RefusedException taken(Kept kept, String why) {
        return new RefusedException(
                kept.address() + " cannot be restored: " + why,
                "rename what is there, or take it away, and apply; then restore this");
    }

    private Optional<String> first(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}

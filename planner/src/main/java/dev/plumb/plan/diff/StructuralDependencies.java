package dev.plumb.plan.diff;

import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.ExclusionConstraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.ConstraintVisitor;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Edges that the records themselves tell: from keys to their columns, and from foreign keys to the keys that they may rest on.
 * Stand-ins of the desired state have no foreign keys, so that no catalog holds theirs.
 */
final class StructuralDependencies {
    private final Schema schema;

    private StructuralDependencies(Schema schema) {
        this.schema = schema;
    }

    static Set<Dependency> of(Schema schema) {
        StructuralDependencies finder = new StructuralDependencies(schema);
        Set<Dependency> edges = new HashSet<>();
        for (Directory directory : schema.directories()) {
            directory.objects(Table.class).forEach(t -> {
                Address address = t.address(directory.path());
                t.constraints().forEach(c -> finder.referenced(address, c)
                        .forEach(r -> edges.add(new Dependency(address.child(c.kind(), c.name()), r))));
            });
        }
        return edges;
    }

    private Stream<Address> referenced(Address table, Constraint constraint) {
        return constraint.accept(new ConstraintVisitor<>() {
            @Override
            public Stream<Address> primaryKey(PrimaryKey key) {
                return columns(table, key.columns(), key.include());
            }

            @Override
            public Stream<Address> unique(UniqueConstraint key) {
                return columns(table, key.columns(), key.include());
            }

            @Override
            public Stream<Address> foreignKey(ForeignKey key) {
                DirectoryPath directory =
                        DirectoryPath.ofSchemaName(key.target().schema());
                Address target =
                        Address.of(ObjectKind.TABLE, directory, key.target().name());
                Stream<Address> keys = schema
                        .directory(directory)
                        .flatMap(d -> d.table(key.target().name()))
                        .stream()
                        .flatMap(t -> keys(target, t, key.targetColumns()));
                return Stream.concat(
                        columns(table, key.columns(), List.of()),
                        Stream.concat(columns(target, key.targetColumns(), List.of()), keys));
            }

            @Override
            public Stream<Address> check(CheckConstraint check) {
                return Stream.of();
            }

            @Override
            public Stream<Address> exclusion(ExclusionConstraint exclusion) {
                return Stream.of();
            }
        });
    }

    private static Stream<Address> keys(Address address, Table table, List<String> columns) {
        Set<String> wanted = Set.copyOf(columns);
        Set<String> quoted = Set.copyOf(columns.stream().map(SqlNames::quote).toList());
        Stream<Address> primary = table.primaryKey().stream()
                .filter(k -> wanted.equals(Set.copyOf(k.columns())))
                .map(k -> address.child(ObjectKind.PRIMARY_KEY, k.name()));
        Stream<Address> unique = table.constraints(UniqueConstraint.class)
                .filter(k -> wanted.equals(Set.copyOf(k.columns())))
                .map(k -> address.child(ObjectKind.UNIQUE, k.name()));
        Stream<Address> indexes = table.indexes().stream()
                .filter(Index::unique)
                .filter(i -> quoted.equals(new HashSet<>(i.elements())))
                .map(i -> address.child(ObjectKind.INDEX, i.name()));
        return Stream.concat(primary, Stream.concat(unique, indexes));
    }

    private static Stream<Address> columns(Address table, List<String> columns, List<String> more) {
        return Stream.concat(columns.stream(), more.stream()).map(c -> table.child(ObjectKind.COLUMN, c));
    }
}

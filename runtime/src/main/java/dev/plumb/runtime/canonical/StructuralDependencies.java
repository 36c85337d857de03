package dev.plumb.runtime.canonical;

import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlNames;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds to what {@code pg_depend} says of the stand-ins the edges of what stand-ins leave out. */
final class StructuralDependencies {
    private final Schema schema;
    private final Set<Dependency> dependencies = new HashSet<>();

    private StructuralDependencies(Schema schema) {
        this.schema = schema;
    }

    static Set<Dependency> complete(Schema schema, Set<Dependency> ofStandIns) {
        StructuralDependencies result = new StructuralDependencies(schema);
        Set<Address> ofUniques = indexesForUniques(schema);
        ofStandIns.stream()
                .filter(d -> !isPartitioning(d) && !ofUniques.contains(d.dependent()))
                .forEach(result.dependencies::add);
        for (Directory directory : schema.directories()) {
            directory.objects(Table.class).forEach(t -> result.ofTable(directory, t));
            directory.objects(Sequence.class).forEach(s -> result.ofSequence(directory, s));
        }
        return result.dependencies;
    }

    /** A partitioned table depends on the columns that it is partitioned by. */
    private static boolean isPartitioning(Dependency d) {
        return d.dependent().kind() == ObjectKind.TABLE
                && d.referenced().kind().isPart()
                && d.referenced().directory().equals(d.dependent().directory())
                && d.referenced().object().equals(d.dependent().object());
    }

    /** The stand-in of a unique constraint is an index of the same name. */
    private static Set<Address> indexesForUniques(Schema schema) {
        return schema.directories().stream()
                .flatMap(d -> d.objects(Table.class).flatMap(t -> t.constraints(UniqueConstraint.class)
                        .map(u -> t.address(d.path()).child(ObjectKind.INDEX, u.name()))))
                .collect(Collectors.toSet());
    }

    private void ofTable(Directory directory, Table table) {
        Address address = table.address(directory.path());
        table.constraints(UniqueConstraint.class).forEach(u -> ofUnique(address, u));
        table.constraints(ForeignKey.class).forEach(k -> ofForeignKey(address, k));
    }

    private void ofUnique(Address table, UniqueConstraint unique) {
        Address constraint = table.child(ObjectKind.UNIQUE, unique.name());
        Stream.concat(unique.columns().stream(), unique.include().stream())
                .forEach(c -> add(constraint, table.child(ObjectKind.COLUMN, c)));
    }

    private void ofForeignKey(Address table, ForeignKey key) {
        Address constraint = table.child(ObjectKind.FOREIGN_KEY, key.name());
        key.columns().forEach(c -> add(constraint, table.child(ObjectKind.COLUMN, c)));
        schema.directoryOfSchema(key.target().schema())
                .ifPresent(directory -> directory.table(key.target().name()).ifPresent(target -> {
                    Address targetAddress = target.address(directory.path());
                    key.targetColumns().forEach(c -> add(constraint, targetAddress.child(ObjectKind.COLUMN, c)));
                    uniqueness(targetAddress, target, key.targetColumns()).ifPresent(u -> add(constraint, u));
                }));
    }

    /** What makes the referenced columns unique. */
    private static Optional<Address> uniqueness(Address address, Table table, List<String> columns) {
        Set<String> wanted = Set.copyOf(columns);
        Stream<Address> keys = table.primaryKey().stream()
                .filter(k -> Set.copyOf(k.columns()).equals(wanted))
                .map(k -> address.child(k.kind(), k.name()));
        Stream<Address> uniques = table.constraints(UniqueConstraint.class)
                .filter(u -> Set.copyOf(u.columns()).equals(wanted))
                .map(u -> address.child(u.kind(), u.name()));
        Set<String> quoted = columns.stream().map(SqlNames::quote).collect(Collectors.toSet());
        Stream<Address> indexes = table.indexes().stream()
                .filter(Index::unique)
                .filter(i -> i.where().isEmpty() && Set.copyOf(i.elements()).equals(quoted))
                .map(i -> address.child(ObjectKind.INDEX, i.name()));
        return Stream.of(keys, uniques, indexes).flatMap(c -> c).findFirst();
    }

    private void ofSequence(Directory directory, Sequence sequence) {
        sequence.ownedBy()
                .ifPresent(o -> add(
                        sequence.address(directory.path()),
                        Address.of(ObjectKind.COLUMN, directory.path(), o.table(), o.column())));
    }

    private void add(Address dependent, Address referenced) {
        dependencies.add(new Dependency(dependent, referenced));
    }
}

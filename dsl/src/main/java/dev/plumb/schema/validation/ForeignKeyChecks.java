package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.Findings.describe;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Foreign keys: their columns, the table they reference, and the key there that makes it possible. */
final class ForeignKeyChecks {
    private final Findings problems;
    private final Schema schema;
    private final Set<String> externalSchemas;

    ForeignKeyChecks(Findings problems, Schema schema, Set<String> externalSchemas) {
        this.problems = problems;
        this.schema = schema;
        this.externalSchemas = externalSchemas;
    }

    void check(DirectoryPath directory, Table table) {
        table.constraints(ForeignKey.class).forEach(key -> {
            Address at = table.address(directory).child(key.kind(), key.name());
            ownColumns(at, table.address(directory), table, key);
            target(at, key).ifPresent(target -> referencedKey(at, key, target));
        });
    }

    private void ownColumns(Address at, Address tableAddress, Table table, ForeignKey key) {
        if (key.columns().isEmpty()) {
            problems.add(at, describe(at) + " needs at least one column");
        }
        key.columns().forEach(c -> exists(at, c, tableAddress, table));
        for (String column : key.onDelete().columns()) {
            if (!key.columns().contains(column)) {
                problems.addUnknown(
                        at,
                        "on delete of " + describe(at) + " names the column '" + column
                                + "', which is not one of its columns",
                        column,
                        key.columns());
            }
        }
    }

    private void exists(Address at, String column, Address tableAddress, Table table) {
        if (table.column(column).isEmpty()) {
            problems.addUnknown(
                    at,
                    describe(at) + " names the column '" + column + "', which " + describe(tableAddress)
                            + " does not have",
                    column,
                    table.columns().stream().map(Column::name).toList());
        }
    }

    /** The referenced table, when it is one of ours. */
    private Optional<Target> target(Address at, ForeignKey key) {
        QualifiedName name = key.target();
        Optional<Directory> directory = schema.directoryOfSchema(name.schema());
        if (directory.isEmpty()) {
            if (!externalSchemas.contains(name.schema())) {
                Set<String> schemas = new TreeSet<>(externalSchemas);
                schema.directories().forEach(d -> schemas.add(d.path().schemaName()));
                problems.addUnknown(
                        at,
                        describe(at) + " references '" + name.schema() + "." + name.name()
                                + "', and there is no directory '" + name.schema() + "'",
                        name.schema(),
                        schemas);
            }
            return Optional.empty();
        }
        Optional<Table> table = directory.get().table(name.name());
        if (table.isEmpty()) {
            notATable(at, directory.get(), name.name());
        }
        return table.map(t -> new Target(t.address(directory.get().path()), t));
    }

    private void notATable(Address at, Directory directory, String name) {
        Optional<SchemaObject> other =
                directory.objects().stream().filter(o -> o.name().equals(name)).findFirst();
        String found = other.map(o -> "which is a " + o.kind().label() + ", not a table")
                .orElse("which directory " + directory.path() + " does not have");
        problems.addUnknown(
                at,
                describe(at) + " references '" + name + "', " + found,
                name,
                directory.objects(Table.class).map(Table::name).toList());
    }

    private record Target(Address address, Table table) {}

    private void referencedKey(Address at, ForeignKey key, Target target) {
        key.targetColumns().forEach(c -> exists(at, c, target.address(), target.table()));
        boolean primary = key.targetColumns().isEmpty();
        if (primary && target.table().primaryKey().isEmpty()) {
            problems.add(
                    at,
                    describe(at) + " references " + describe(target.address()) + ", which has no primary key",
                    "name the referenced columns, or give the table a primary key");
            return;
        }
        List<String> referenced =
                primary ? target.table().primaryKey().orElseThrow().columns() : key.targetColumns();
        if (referenced.size() != key.columns().size()) {
            problems.add(
                    at,
                    describe(at) + " has " + columns(key.columns()) + " and references " + columns(referenced) + " of "
                            + describe(target.address()),
                    "name as many columns on both sides");
        } else if (referenced.stream().allMatch(c -> target.table().column(c).isPresent())) {
            uniqueness(at, referenced, target);
        }
    }

    private void uniqueness(Address at, List<String> referenced, Target target) {
        Set<String> wanted = new HashSet<>(referenced);
        List<ReferenceableKey> keys = ReferenceableKey.of(target.table()).stream()
                .filter(k -> k.columns().size() == referenced.size() && wanted.equals(new HashSet<>(k.columns())))
                .toList();
        if (keys.isEmpty()) {
            problems.add(
                    at,
                    describe(at) + " references " + columns(referenced) + " of " + describe(target.address())
                            + ", which is neither the primary key nor unique",
                    "declare a unique constraint there");
        } else if (keys.stream().allMatch(ReferenceableKey::deferrable)) {
            problems.add(
                    at,
                    describe(at) + " references '" + keys.get(0).name()
                            + "', which is deferrable: PostgreSQL cannot check a" + " foreign key with it",
                    "make '" + keys.get(0).name() + "' not deferrable");
        }
    }

    private static String columns(List<String> columns) {
        return (columns.size() == 1 ? "the column " : columns.size() + " columns ") + "(" + String.join(", ", columns)
                + ")";
    }
}

package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.Findings.describe;

import dev.plumb.schema.Address;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.PartitionBounds;
import dev.plumb.schema.PartitionBoundsVisitor;
import dev.plumb.schema.PartitionKey;
import dev.plumb.schema.PartitionOf;
import dev.plumb.schema.PartitionStrategy;
import dev.plumb.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What PostgreSQL demands of partitioned tables and their partitions, as far as that needs no server. */
final class PartitionChecks {
    private final Findings problems;
    private final Directory directory;
    private final Table table;
    private final Table whole;
    private final Address address;

    private PartitionChecks(Findings problems, Directory directory, Table table) {
        this.problems = problems;
        this.directory = directory;
        this.table = table;
        this.whole = directory.withInheritedColumns(table);
        this.address = table.address(directory.path());
    }

    static void check(Findings problems, Directory directory, Table table) {
        PartitionChecks checks = new PartitionChecks(problems, directory, table);
        table.partitioning().key().ifPresent(checks::partitioned);
        table.partitioning().of().ifPresent(checks::partition);
    }

    private void partitioned(PartitionKey key) {
        if (key.strategy() == PartitionStrategy.LIST && key.elements().size() > 1) {
            problems.add(
                    address,
                    "partition_by of " + describe(address) + " divides by a list of "
                            + key.elements().size() + " columns; PostgreSQL takes one",
                    "divide the partitions again: give them a partition_by of their own");
        }
        key.elements().forEach(this::element);
        keysContain(key);
        notAllowed();
        defaults();
    }

    private void element(String element) {
        IndexElements.column(element).ifPresent(column -> {
            if (!whole.columnNames().contains(column)) {
                problems.addUnknown(
                        address,
                        "partition_by of " + describe(address) + " names the column '" + column
                                + "', which it does not have",
                        column,
                        whole.columnNames());
            }
        });
        for (String column : new PartitionKey(PartitionStrategy.RANGE, List.of(element)).columns(whole)) {
            boolean generated = whole.column(column)
                    .filter(c -> c.value() instanceof ColumnValue.Generated)
                    .isPresent();
            if (generated
                    || whole.computed(column).isPresent()
                    || whole.embedding(column).isPresent()) {
                problems.add(
                        address,
                        "partition_by of " + describe(address) + " names the column '" + column
                                + "', which is computed: a row is put into its partition before that",
                        "divide by what it is computed from");
            }
        }
    }

    /** Uniqueness is looked after in each partition alone. */
    private void keysContain(PartitionKey key) {
        Optional<Set<String>> columns = columns(key);
        for (Table owner : directory.withAncestors(table)) {
            Address at = owner.address(directory.path());
            owner.constraints(PrimaryKey.class)
                    .forEach(k -> uniqueness(at.child(k.kind(), k.name()), k.columns(), columns, key));
            owner.constraints(UniqueConstraint.class)
                    .forEach(k -> uniqueness(at.child(k.kind(), k.name()), k.columns(), columns, key));
            owner.indexes().stream().filter(Index::unique).forEach(index -> {
                List<String> own = index.elements().stream()
                        .flatMap(e -> IndexElements.column(e).stream())
                        .toList();
                uniqueness(at.child(ObjectKind.INDEX, index.name()), own, columns, key);
            });
        }
    }

    private void uniqueness(Address at, List<String> own, Optional<Set<String>> columns, PartitionKey key) {
        if (columns.isEmpty()) {
            problems.add(
                    at,
                    describe(at) + " cannot be unique: " + describe(address) + " is partitioned by an expression ("
                            + String.join(", ", key.elements()) + ")",
                    "partition by columns, or declare what is unique on the partitions");
        } else if (!own.containsAll(columns.get())) {
            Set<String> missing = new TreeSet<>(columns.get());
            own.forEach(missing::remove);
            problems.add(
                    at,
                    describe(at) + " must contain the columns that " + describe(address) + " is partitioned by ("
                            + String.join(", ", key.elements()) + "): " + String.join(", ", missing)
                            + (missing.size() == 1 ? " is" : " are") + " missing",
                    "add " + String.join(", ", missing) + " to it, or partition by other columns");
        }
    }

    /** Absent when one is an expression. */
    private static Optional<Set<String>> columns(PartitionKey key) {
        Set<String> columns = new HashSet<>();
        for (String element : key.elements()) {
            Optional<String> column = IndexElements.column(element);
            if (column.isEmpty()) {
                return Optional.empty();
            }
            columns.add(column.get());
        }
        return Optional.of(columns);
    }

    private void notAllowed() {
        if (!table.storageParameters().isEmpty()) {
            problems.add(
                    address,
                    describe(address) + " is partitioned and has no rows itself, so it has no storage parameters",
                    "declare them on its partitions");
        }
        if (table.unlogged()) {
            problems.add(
                    address,
                    describe(address) + " is partitioned and has no rows itself, so it cannot be unlogged",
                    "declare that on its partitions");
        }
        table.constraints(CheckConstraint.class)
                .filter(CheckConstraint::noInherit)
                .forEach(check -> {
                    Address at = address.child(check.kind(), check.name());
                    problems.add(
                            at,
                            describe(at)
                                    + " cannot be no_inherit: all rows of a partitioned table are in its partitions",
                            "take no_inherit away, or declare it on some partitions");
                });
    }

    private void defaults() {
        directory
                .partitions(table.name())
                .filter(p -> bounds(p) instanceof PartitionBounds.Default)
                .skip(1)
                .forEach(second -> {
                    Address at = second.address(directory.path());
                    problems.add(
                            at, describe(at) + " is the second default partition of " + describe(address), "keep one");
                });
    }

    private static PartitionBounds bounds(Table partition) {
        return partition.partitioning().of().orElseThrow().bounds();
    }

    private void partition(PartitionOf of) {
        Optional<PartitionKey> key =
                directory.table(of.parent()).flatMap(p -> p.partitioning().key());
        if (key.isEmpty()) {
            return;
        }
        if (!of.bounds().suits(key.get().strategy())) {
            problems.add(
                    address,
                    describe(address) + " has bounds that do not suit a table partitioned by " + key.get(),
                    "write " + example(key.get().strategy()));
            return;
        }
        of.bounds().accept(new Values(key.get().elements().size()));
    }

    private static String example(PartitionStrategy strategy) {
        return switch (strategy) {
            case RANGE -> "{from: [...], to: [...]}, or default";
            case LIST -> "{in: [...]}, or default";
            case HASH -> "{modulus: 4, remainder: 0}";
        };
    }

    private final class Values implements PartitionBoundsVisitor<Boolean> {
        private final int elements;

        private Values(int elements) {
            this.elements = elements;
        }

        @Override
        public Boolean range(PartitionBounds.Range range) {
            return asMany("from", range.from()) && asMany("to", range.to());
        }

        private boolean asMany(String end, List<String> values) {
            boolean same = values.size() == elements;
            if (!same) {
                problems.add(
                        address,
                        "'" + end + "' of " + describe(address) + " has " + values.size() + " values, and the key has "
                                + elements + " elements",
                        "write one value for each, minvalue or maxvalue among them");
            }
            return same;
        }

        @Override
        public Boolean in(PartitionBounds.In in) {
            return true;
        }

        @Override
        public Boolean hash(PartitionBounds.Hash hash) {
            boolean fits = hash.modulus() > 0 && hash.remainder() >= 0 && hash.remainder() < hash.modulus();
            if (!fits) {
                problems.add(
                        address,
                        describe(address) + " has the modulus " + hash.modulus() + " and the remainder "
                                + hash.remainder() + ", which no row can have",
                        "write a modulus above 0 and a remainder from 0 to below it");
            }
            return fits;
        }

        @Override
        public Boolean defaultRows(PartitionBounds.Default rest) {
            return true;
        }
    }
}

package dev.plumb.runtime.canonical;

import dev.plumb.plan.ddl.Ddl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.ColumnValueVisitor;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stand-in of one table: a partitioned table without partitions, which has no file, wherever that can carry what the server
 * has to parse. By range of its key's first column, as a partitioned table's key must contain what it is partitioned by, and a
 * view that groups by the key needs the key; without a key by whether some column is null, which any type can answer.
 *
 * <p>What is declared as partitioned is partitioned as declared, and its partitions are partitions.
 *
 * <p>Unique constraints and unique indexes become plain indexes; foreign keys and identity are left out. {@link Overlay} puts
 * them back.
 */
final class StandInTable {
    private final Ddl ddl;
    private final DirectoryPath directory;
    private final Table written;
    private final Table carried;

    StandInTable(Ddl ddl, DirectoryPath directory, Table written) {
        this.ddl = ddl;
        this.directory = directory;
        this.written = written;
        this.carried = carried(written);
    }

    /** The table with its constraints first, then its indexes. */
    List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        String sql = ddl.tables().create(directory, carried) + partitioning(written);
        trials.add(new Trial(address(), directory, sql, Fragments.of(written), parts()));
        for (Index index : standInIndexes(written)) {
            Address part = address().child(ObjectKind.INDEX, index.name());
            trials.add(new Trial(part, ddl.indexes().create(directory, written.name(), index), Fragments.of(index)));
        }
        return trials;
    }

    private Address address() {
        return written.address(directory);
    }

    /** One statement for whatever can be wrong alone. */
    private List<Trial> parts() {
        List<Trial> parts = new ArrayList<>();
        Table bare = bare();
        parts.add(new Trial(address(), ddl.tables().create(directory, bare), Fragments.of(bare)));
        for (Column column : carried.columns()) {
            if (bare.column(column.name()).isPresent()) {
                parts.addAll(values(column));
                continue;
            }
            String owner = HiddenColumns.owner(written, column.name());
            parts.addAll(parts(column, address().child(ObjectKind.COLUMN, owner)));
        }
        for (Constraint constraint : carried.constraints()) {
            parts.add(new Trial(
                    address().child(constraint.kind(), constraint.name()),
                    ddl.constraints().add(directory, written.name(), constraint),
                    Fragments.of(constraint)));
        }
        return parts;
    }

    /** Empty, but for the columns of a partitioned table, which have to be there for the key. */
    private Table bare() {
        return new Table(
                        written.name(),
                        written.isPartitioned()
                                ? carried.columns().stream()
                                        .map(c -> c.value() instanceof ColumnValue.Default
                                                ? c.withValue(ColumnValue.NONE)
                                                : c)
                                        .toList()
                                : List.of(),
                        List.of(),
                        List.of(),
                        false,
                        carried.storageParameters(),
                        Optional.empty(),
                        Declaration.NONE)
                .withPartitioning(written.partitioning());
    }

    /** The default of a column that is there. */
    private List<Trial> values(Column column) {
        return column.value() instanceof ColumnValue.Default
                ? parts(column, address().child(ObjectKind.COLUMN, column.name())).stream()
                        .skip(1)
                        .toList()
                : List.of();
    }

    /** A broken default leaves the column for others to use. */
    private List<Trial> parts(Column column, Address address) {
        Column original = written.column(column.name()).orElseThrow();
        if (!(column.value() instanceof ColumnValue.Default value)) {
            String add = ddl.columns().add(directory, written.name(), column);
            return List.of(new Trial(address, add, Fragments.of(original)));
        }
        Column bare = column.withValue(ColumnValue.NONE);
        String set = ddl.columns().setDefault(directory, written.name(), column.name(), value.expression());
        return List.of(
                new Trial(
                        address,
                        ddl.columns().add(directory, written.name(), bare),
                        Fragments.of(original.withValue(ColumnValue.NONE))),
                new Trial(address, set, original.value().accept(Fragments.values())));
    }

    private static Table carried(Table table) {
        boolean ordinary = isOrdinary(table);
        List<Column> columns = table.columns().stream()
                .map(c -> c.withValue(c.value().accept(new CarriedValue()))
                        .withNotNull(c.notNull() || c.value() instanceof ColumnValue.Identity))
                .toList();
        List<Constraint> constraints =
                table.constraints().stream().flatMap(c -> carried(c).stream()).toList();
        StorageParameters storage = ordinary ? table.storageParameters() : StorageParameters.NONE;
        return new Table(
                        table.name(),
                        columns,
                        constraints,
                        List.of(),
                        false,
                        storage,
                        Optional.empty(),
                        Declaration.NONE)
                .withPartitioning(table.partitioning());
    }

    private static Optional<Constraint> carried(Constraint constraint) {
        if (constraint instanceof Constraint.CheckConstraint check) {
            return Optional.of(new Constraint.CheckConstraint(
                    check.name(), check.expression(), false, true, Optional.empty(), Declaration.NONE));
        }
        boolean leftOut =
                constraint instanceof Constraint.ForeignKey || constraint instanceof Constraint.UniqueConstraint;
        return leftOut ? Optional.empty() : Optional.of(constraint);
    }

    static List<Index> standInIndexes(Table table) {
        boolean ordinary = isOrdinary(table);
        return Stream.concat(
                        table.constraints(Constraint.UniqueConstraint.class).map(StandInTable::standIn),
                        table.indexes().stream().map(i -> i.withUnique(ordinary && i.unique())
                                .withNullsNotDistinct(ordinary && i.nullsNotDistinct())))
                .toList();
    }

    /** A plain index under the constraint's name: the server finds out what is wrong with the columns. */
    private static Index standIn(Constraint.UniqueConstraint unique) {
        return new Index(
                unique.name(),
                "btree",
                false,
                unique.columns().stream().map(SqlNames::quote).toList(),
                unique.include(),
                false,
                unique.storageParameters(),
                Optional.empty(),
                true,
                Optional.empty(),
                Declaration.NONE);
    }

    /** Whether only an ordinary table can carry what the server has to parse. */
    static boolean isOrdinary(Table table) {
        return !table.isPartitioned() && hasOwn(table);
    }

    private static boolean hasOwn(Table table) {
        return table.isPartition()
                || partitionColumn(table).isEmpty()
                || !table.storageParameters().isEmpty()
                || table.constraints(Constraint.ExclusionConstraint.class)
                        .findAny()
                        .isPresent()
                || table.indexes().stream()
                        .anyMatch(i -> i.unique() && !i.method().equals("btree"));
    }

    /** The end of the statement that creates it; empty for an ordinary table. */
    static String partitioning(Table table) {
        if (table.isPartitioned() || isOrdinary(table)) {
            return "";
        }
        String column = SqlNames.quote(partitionColumn(table).orElseThrow());
        return table.primaryKey().isPresent()
                ? " partition by range (" + column + ")"
                : " partition by list ((" + column + " is null))";
    }

    /** A generated column cannot be one; a table without columns has none. */
    static Optional<String> partitionColumn(Table table) {
        Optional<Column> candidate = table.primaryKey().isPresent()
                ? table.primaryKey().flatMap(k -> table.column(k.columns().get(0)))
                : table.columns().stream()
                        .filter(c -> !(c.value() instanceof ColumnValue.Generated))
                        .findFirst();
        return candidate
                .filter(c -> !(c.value() instanceof ColumnValue.Generated))
                .map(Column::name);
    }

    /** Parentheses let every expression stand where {@code default} takes only some; identity is left out. */
    private static final class CarriedValue implements ColumnValueVisitor<ColumnValue> {
        @Override
        public ColumnValue none() {
            return ColumnValue.NONE;
        }

        @Override
        public ColumnValue defaultValue(ColumnValue.Default value) {
            return new ColumnValue.Default("(" + value.expression() + "\n)");
        }

        @Override
        public ColumnValue identity(ColumnValue.Identity identity) {
            return ColumnValue.NONE;
        }

        @Override
        public ColumnValue generated(ColumnValue.Generated generated) {
            return generated;
        }
    }
}

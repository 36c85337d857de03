package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.PartitionBounds;
import dev.plumb.schema.PartitionOf;
import dev.plumb.schema.PartitionStrategy;
import dev.plumb.schema.Partitioning;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A partition: which rows of the partitioned table it holds, and what it has beside that table's columns, keys and indexes. */
public final class PartitionBuilder extends Reconciled<PartitionBuilder> {
    private final DirectoryPath directory;
    private final String name;
    private final List<ConstraintPart> constraints = new ArrayList<>();
    private final IndexParts indexes;
    private final Parameters storageParameters = new Parameters();
    private final PartitionParts partitions;
    private PartitionBounds bounds = new PartitionBounds.Default();
    private boolean unlogged;

    PartitionBuilder(Recording recording, DirectoryPath directory, String name) {
        super(recording);
        this.directory = directory;
        this.name = name;
        this.indexes = new IndexParts(recording, name);
        this.partitions = new PartitionParts(recording, directory, name);
    }

    private record ConstraintPart(ConstraintBuilder<?> builder, SourceLocation location) {}

    /** The first half of a range, followed by {@link RangeEnd#to}. */
    public final class RangeEnd {
        private final List<String> from;

        private RangeEnd(List<String> from) {
            this.from = from;
        }

        /** @param values SQL of a value for each element of the key, {@code maxvalue} for no end */
        public PartitionBuilder to(String... values) {
            bounds = new PartitionBounds.Range(from, List.of(values));
            return PartitionBuilder.this;
        }
    }

    /** @param values SQL of a value for each element of the key, {@code minvalue} for no beginning */
    public RangeEnd from(String... values) {
        return new RangeEnd(List.of(values));
    }

    /** @param values SQL of the values */
    public PartitionBuilder in(String... values) {
        bounds = new PartitionBounds.In(List.of(values));
        return this;
    }

    public PartitionBuilder hash(long modulus, long remainder) {
        bounds = new PartitionBounds.Hash(modulus, remainder);
        return this;
    }

    /** Rows that no other partition holds; so without any bounds. */
    public PartitionBuilder asDefault() {
        bounds = new PartitionBounds.Default();
        return this;
    }

    /** A primary key that the partitioned table does not have. */
    public PartitionBuilder primaryKey(String... keyColumns) {
        return add(new PrimaryKeyBuilder(recording()), k -> k.columns(keyColumns));
    }

    public PartitionBuilder unique(Consumer<UniqueBuilder> key) {
        return add(new UniqueBuilder(recording()), key);
    }

    public PartitionBuilder check(Consumer<CheckBuilder> check) {
        return add(new CheckBuilder(recording()), check);
    }

    public PartitionBuilder foreignKey(Consumer<ForeignKeyBuilder> key) {
        return add(new ForeignKeyBuilder(recording(), directory, here()), key);
    }

    public PartitionBuilder exclude(Consumer<ExclusionBuilder> exclusion) {
        return add(new ExclusionBuilder(recording()), exclusion);
    }

    public PartitionBuilder index(Consumer<IndexBuilder> index) {
        indexes.add(index, here());
        return this;
    }

    public PartitionBuilder unlogged() {
        unlogged = true;
        return this;
    }

    /** A storage parameter: {@code with("fillfactor", "70")}. */
    public PartitionBuilder with(String parameter, String value) {
        storageParameters.put(parameter, value);
        return this;
    }

    public PartitionBuilder partitionByRange(String... key) {
        partitions.by(PartitionStrategy.RANGE, key);
        return this;
    }

    public PartitionBuilder partitionByList(String key) {
        partitions.by(PartitionStrategy.LIST, key);
        return this;
    }

    public PartitionBuilder partitionByHash(String... key) {
        partitions.by(PartitionStrategy.HASH, key);
        return this;
    }

    public PartitionBuilder partition(String partition, Consumer<PartitionBuilder> definition) {
        partitions.add(partition, definition, here());
        return this;
    }

    private <B extends ConstraintBuilder<B>> PartitionBuilder add(B builder, Consumer<B> definition) {
        constraints.add(new ConstraintPart(builder, here()));
        definition.accept(builder);
        return this;
    }

    @Override
    PartitionBuilder self() {
        return this;
    }

    Stream<String> explicitNames() {
        return Stream.of(
                        Stream.of(name),
                        constraints.stream().flatMap(c -> c.builder().name().stream()),
                        indexes.explicitNames(),
                        partitions.explicitNames())
                .flatMap(s -> s);
    }

    /** The partition, before those that it is divided into. */
    List<SchemaObject> build(String parent, DefaultNames names) {
        Address address = Address.of(ObjectKind.TABLE, directory, name);
        List<Constraint> builtConstraints = new ArrayList<>();
        for (ConstraintPart part : constraints) {
            Constraint constraint = part.builder().build(name, names);
            recording().place(address.child(constraint.kind(), constraint.name()), part.location());
            builtConstraints.add(constraint);
        }
        List<SchemaObject> built = new ArrayList<>();
        built.add(new Table(
                        name,
                        List.of(),
                        builtConstraints,
                        indexes.build(address, names),
                        unlogged,
                        storageParameters.build(),
                        comment(),
                        declaration())
                .withPartitioning(new Partitioning(partitions.key(), Optional.of(new PartitionOf(parent, bounds)))));
        built.addAll(partitions.build(names));
        return built;
    }
}

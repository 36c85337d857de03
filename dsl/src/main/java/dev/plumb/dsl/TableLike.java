package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.PartitionKey;
import dev.plumb.schema.PartitionStrategy;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.StorageParameters;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What tables and partitions have alike: keys and other constraints, indexes, partitions, and how rows are stored.
 *
 * @param <B> the builder itself
 */
public abstract class TableLike<B extends TableLike<B>> extends Reconciled<B> {
    private final DirectoryPath directory;
    private final String name;
    private final List<ConstraintPart> constraints = new ArrayList<>();
    private final IndexParts indexes;
    private final Parameters storageParameters = new Parameters();
    private final PartitionParts partitions;
    private boolean unlogged;

    TableLike(Recording recording, DirectoryPath directory, String name) {
        super(recording);
        this.directory = directory;
        this.name = name;
        this.indexes = new IndexParts(recording, name);
        this.partitions = new PartitionParts(recording, directory, name);
    }

    private record ConstraintPart(ConstraintBuilder<?> builder, SourceLocation location) {}

    /** A primary key with PostgreSQL's name for it. */
    public B primaryKey(String... keyColumns) {
        return primaryKey(k -> k.columns(keyColumns));
    }

    public B primaryKey(Consumer<PrimaryKeyBuilder> key) {
        return add(new PrimaryKeyBuilder(recording()), key);
    }

    public B unique(String constraint, String... keyColumns) {
        return unique(k -> k.named(constraint).columns(keyColumns));
    }

    public B unique(Consumer<UniqueBuilder> key) {
        return add(new UniqueBuilder(recording()), key);
    }

    /** @param condition SQL */
    public B check(String constraint, String condition) {
        return check(c -> c.named(constraint).condition(condition));
    }

    public B check(Consumer<CheckBuilder> check) {
        return add(new CheckBuilder(recording()), check);
    }

    public B foreignKey(Consumer<ForeignKeyBuilder> key) {
        return add(new ForeignKeyBuilder(recording(), directory, here()), key);
    }

    public B exclude(Consumer<ExclusionBuilder> exclusion) {
        return add(new ExclusionBuilder(recording()), exclusion);
    }

    /** @param elements SQL of each key: {@code created_at desc}, {@code lower(title)} */
    public B index(String index, String... elements) {
        return index(i -> i.named(index).on(elements));
    }

    public B index(Consumer<IndexBuilder> index) {
        indexes.add(index, here());
        return self();
    }

    public B unlogged() {
        unlogged = true;
        return self();
    }

    /** A storage parameter: {@code with("fillfactor", "70")}. */
    public B with(String parameter, String value) {
        storageParameters.put(parameter, value);
        return self();
    }

    /**
     * Divides the rows among partitions by where the key lies.
     *
     * @param key columns, or SQL of expressions
     */
    public B partitionByRange(String... key) {
        partitions.by(PartitionStrategy.RANGE, key);
        return self();
    }

    /** Divides the rows among partitions by the values of a column or expression. */
    public B partitionByList(String key) {
        partitions.by(PartitionStrategy.LIST, key);
        return self();
    }

    /**
     * Divides the rows among partitions by the hash of the key.
     *
     * @param key columns, or SQL of expressions
     */
    public B partitionByHash(String... key) {
        partitions.by(PartitionStrategy.HASH, key);
        return self();
    }

    public B partition(String partition, Consumer<PartitionBuilder> definition) {
        partitions.add(partition, definition, here());
        return self();
    }

    private <C extends ConstraintBuilder<C>> B add(C builder, Consumer<C> definition) {
        constraints.add(new ConstraintPart(builder, here()));
        definition.accept(builder);
        return self();
    }

    /** Every name of a relation, constraint or index that was written, before any other is chosen. */
    Stream<String> explicitNames() {
        return Stream.of(
                        Stream.of(name),
                        constraints.stream().flatMap(c -> c.builder().name().stream()),
                        indexes.explicitNames(),
                        partitions.explicitNames())
                .flatMap(s -> s);
    }

    List<Constraint> builtConstraints(DefaultNames names) {
        return constraints.stream()
                .map(c -> placed(c.builder().build(name, names), c.location()))
                .toList();
    }

    Constraint placed(Constraint constraint, SourceLocation location) {
        recording().place(address().child(constraint.kind(), constraint.name()), location);
        return constraint;
    }

    List<Index> builtIndexes(DefaultNames names) {
        return indexes.build(address(), names);
    }

    boolean isUnlogged() {
        return unlogged;
    }

    StorageParameters builtStorageParameters() {
        return storageParameters.build();
    }

    Optional<PartitionKey> partitionKey() {
        return partitions.key();
    }

    /** Every partition, each before its own. */
    List<SchemaObject> builtPartitions(DefaultNames names) {
        return partitions.build(names);
    }

    DirectoryPath directory() {
        return directory;
    }

    String name() {
        return name;
    }

    Address address() {
        return Address.of(ObjectKind.TABLE, directory, name);
    }
}

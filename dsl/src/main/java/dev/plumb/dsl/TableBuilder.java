package dev.plumb.dsl;

import dev.plumb.dsl.sql.ColumnText;
import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.dsl.sql.ParsedColumn;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.PartitionStrategy;
import dev.plumb.schema.Partitioning;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A table. */
public final class TableBuilder extends Reconciled<TableBuilder> {
    private final DirectoryPath directory;
    private final String name;
    private final List<ColumnPart> columns = new ArrayList<>();
    private final List<ComputedPart> computed = new ArrayList<>();
    private final List<EmbeddingPart> embeddings = new ArrayList<>();
    private final List<ConstraintPart> constraints = new ArrayList<>();
    private final IndexParts indexes;
    private final Parameters storageParameters = new Parameters();
    private final PartitionParts partitions;
    private boolean unlogged;

    TableBuilder(Recording recording, DirectoryPath directory, String name) {
        super(recording);
        this.directory = directory;
        this.name = name;
        this.indexes = new IndexParts(recording, name);
        this.partitions = new PartitionParts(recording, directory, name);
    }

    private record ColumnPart(Function<DefaultNames, ParsedColumn> builder, SourceLocation location) {}

    private record ComputedPart(String name, ComputedBuilder builder, SourceLocation location) {}

    private record EmbeddingPart(String name, EmbeddingBuilder builder, SourceLocation location) {}

    private record ConstraintPart(ConstraintBuilder<?> builder, SourceLocation location) {}

    /** @param sql what a person writes after the name: {@code text not null default 'x' references users(id)} */
    public TableBuilder column(String column, String sql) {
        SourceLocation location = here();
        ParsedColumn unreadable = ColumnBuilder.unreadable(column);
        columns.add(new ColumnPart(
                names -> parsed(
                        location,
                        "column '" + column + "'",
                        () -> ColumnText.parse(directory, name, column, sql, names),
                        unreadable),
                location));
        return this;
    }

    public TableBuilder column(String column, Consumer<ColumnBuilder> definition) {
        ColumnBuilder builder = new ColumnBuilder(recording(), directory, name, column, here());
        definition.accept(builder);
        columns.add(new ColumnPart(builder::build, here()));
        return this;
    }

    /** @param sql over the columns of the row */
    public TableBuilder computed(String column, String type, String sql) {
        return computed(column, c -> c.type(type).sql(sql));
    }

    public TableBuilder computed(String column, Consumer<ComputedBuilder> definition) {
        ComputedBuilder builder = new ComputedBuilder(recording(), column);
        computed.add(new ComputedPart(column, builder, here()));
        definition.accept(builder);
        return this;
    }

    public TableBuilder embedding(String index, Consumer<EmbeddingBuilder> definition) {
        EmbeddingBuilder builder = new EmbeddingBuilder(recording(), index);
        embeddings.add(new EmbeddingPart(index, builder, here()));
        definition.accept(builder);
        return this;
    }

    /** A primary key with PostgreSQL's name for it. */
    public TableBuilder primaryKey(String... keyColumns) {
        return primaryKey(k -> k.columns(keyColumns));
    }

    public TableBuilder primaryKey(Consumer<PrimaryKeyBuilder> key) {
        return add(new PrimaryKeyBuilder(recording()), key);
    }

    public TableBuilder unique(String constraint, String... keyColumns) {
        return unique(k -> k.named(constraint).columns(keyColumns));
    }

    public TableBuilder unique(Consumer<UniqueBuilder> key) {
        return add(new UniqueBuilder(recording()), key);
    }

    /** @param condition SQL */
    public TableBuilder check(String constraint, String condition) {
        return check(c -> c.named(constraint).condition(condition));
    }

    public TableBuilder check(Consumer<CheckBuilder> check) {
        return add(new CheckBuilder(recording()), check);
    }

    public TableBuilder foreignKey(Consumer<ForeignKeyBuilder> key) {
        return add(new ForeignKeyBuilder(recording(), directory, here()), key);
    }

    public TableBuilder exclude(Consumer<ExclusionBuilder> exclusion) {
        return add(new ExclusionBuilder(recording()), exclusion);
    }

    /** @param elements SQL of each key: {@code created_at desc}, {@code lower(title)} */
    public TableBuilder index(String index, String... elements) {
        return index(i -> i.named(index).on(elements));
    }

    public TableBuilder index(Consumer<IndexBuilder> index) {
        indexes.add(index, here());
        return this;
    }

    public TableBuilder unlogged() {
        unlogged = true;
        return this;
    }

    /** A storage parameter: {@code with("fillfactor", "70")}. */
    public TableBuilder with(String parameter, String value) {
        storageParameters.put(parameter, value);
        return this;
    }

    /**
     * Divides the rows among partitions by where the key lies.
     *
     * @param key columns, or SQL of expressions
     */
    public TableBuilder partitionByRange(String... key) {
        partitions.by(PartitionStrategy.RANGE, key);
        return this;
    }

    /** Divides the rows among partitions by the values of a column or expression. */
    public TableBuilder partitionByList(String key) {
        partitions.by(PartitionStrategy.LIST, key);
        return this;
    }

    /**
     * Divides the rows among partitions by the hash of the key.
     *
     * @param key columns, or SQL of expressions
     */
    public TableBuilder partitionByHash(String... key) {
        partitions.by(PartitionStrategy.HASH, key);
        return this;
    }

    public TableBuilder partition(String partition, Consumer<PartitionBuilder> definition) {
        partitions.add(partition, definition, here());
        return this;
    }

    private <B extends ConstraintBuilder<B>> TableBuilder add(B builder, Consumer<B> definition) {
        constraints.add(new ConstraintPart(builder, here()));
        definition.accept(builder);
        return this;
    }

    @Override
    TableBuilder self() {
        return this;
    }

    /** Every name of a relation, constraint or index that was written, before any other is chosen. */
    Stream<String> explicitNames() {
        return Stream.of(
                        Stream.of(name),
                        constraints.stream().flatMap(c -> c.builder().name().stream()),
                        indexes.explicitNames(),
                        embeddings.stream().map(EmbeddingPart::name),
                        partitions.explicitNames())
                .flatMap(s -> s);
    }

    /** The table, after the sequences that its columns bring along and before its partitions. */
    List<SchemaObject> build(DefaultNames names) {
        List<Column> builtColumns = new ArrayList<>();
        List<Constraint> builtConstraints = new ArrayList<>();
        List<SchemaObject> built = new ArrayList<>();
        for (ColumnPart part : columns) {
            ParsedColumn column = part.builder().apply(names);
            recording().place(address().child(ObjectKind.COLUMN, column.column().name()), part.location());
            builtColumns.add(column.column());
            column.constraints().forEach(c -> builtConstraints.add(placed(c, part.location())));
            column.sequence().ifPresent(s -> {
                recording().place(s.address(directory), part.location());
                built.add(s);
            });
        }
        constraints.forEach(c -> builtConstraints.add(placed(c.builder().build(name, names), c.location())));
        built.add(new Table(
                        name,
                        builtColumns,
                        builtComputed(),
                        builtConstraints,
                        indexes.build(address(), names),
                        builtEmbeddings(),
                        unlogged,
                        storageParameters.build(),
                        new Partitioning(partitions.key(), Optional.empty()),
                        comment(),
                        declaration())
                .withImpliedNotNull());
        built.addAll(partitions.build(names));
        return built;
    }

    private List<ComputedColumn> builtComputed() {
        List<ComputedColumn> built = new ArrayList<>();
        for (ComputedPart part : computed) {
            Address at = address().child(ObjectKind.COLUMN, part.name());
            recording().place(at, part.location());
            built.add(part.builder().build(at));
        }
        return built;
    }

    private List<EmbeddingIndex> builtEmbeddings() {
        List<EmbeddingIndex> built = new ArrayList<>();
        for (EmbeddingPart part : embeddings) {
            Address at = address().child(ObjectKind.INDEX, part.name());
            recording().place(at, part.location());
            built.add(part.builder().build(at));
        }
        return built;
    }

    private Constraint placed(Constraint constraint, SourceLocation location) {
        recording().place(address().child(constraint.kind(), constraint.name()), location);
        return constraint;
    }

    private Address address() {
        return Address.of(ObjectKind.TABLE, directory, name);
    }
}

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
public final class TableBuilder extends TableLike<TableBuilder> {
    private final List<ColumnPart> columns = new ArrayList<>();
    private final List<ComputedPart> computed = new ArrayList<>();
    private final List<EmbeddingPart> embeddings = new ArrayList<>();

    TableBuilder(Recording recording, DirectoryPath directory, String name) {
        super(recording, directory, name);
    }

    private record ColumnPart(Function<DefaultNames, ParsedColumn> builder, SourceLocation location) {}

    private record ComputedPart(String name, ComputedBuilder builder, SourceLocation location) {}

    private record EmbeddingPart(String name, EmbeddingBuilder builder, SourceLocation location) {}

    /** @param sql what a person writes after the name: {@code text not null default 'x' references users(id)} */
    public TableBuilder column(String column, String sql) {
        SourceLocation location = here();
        ParsedColumn unreadable = ColumnBuilder.unreadable(column);
        columns.add(new ColumnPart(
                names -> parsed(
                        location,
                        "column '" + column + "'",
                        () -> ColumnText.parse(directory(), name(), column, sql, names),
                        unreadable),
                location));
        return this;
    }

    public TableBuilder column(String column, Consumer<ColumnBuilder> definition) {
        ColumnBuilder builder = new ColumnBuilder(recording(), directory(), name(), column, here());
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

    @Override
    TableBuilder self() {
        return this;
    }

    @Override
    Stream<String> explicitNames() {
        return Stream.concat(super.explicitNames(), embeddings.stream().map(EmbeddingPart::name));
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
                recording().place(s.address(directory()), part.location());
                built.add(s);
            });
        }
        builtConstraints.addAll(builtConstraints(names));
        built.add(new Table(
                        name(),
                        builtColumns,
                        builtComputed(),
                        builtConstraints,
                        builtIndexes(names),
                        builtEmbeddings(),
                        isUnlogged(),
                        builtStorageParameters(),
                        new Partitioning(partitionKey(), Optional.empty()),
                        comment(),
                        declaration())
                .withImpliedNotNull());
        built.addAll(builtPartitions(names));
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
}

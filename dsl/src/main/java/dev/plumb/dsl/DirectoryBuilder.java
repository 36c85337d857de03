package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.SchemaObject;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A directory and what is in it. */
public final class DirectoryBuilder extends Reconciled<DirectoryBuilder> {
    private final DirectoryPath path;
    private final List<Placed> objects = new ArrayList<>();

    DirectoryBuilder(Recording recording, DirectoryPath path, SourceLocation location) {
        super(recording);
        this.path = path;
        recording.place(Address.of(path), location);
    }

    /**
     * @param explicitNames every name of a relation, constraint or index that was written, before any other is chosen
     * @param build gives the object, and the sequences that its columns bring along
     */
    private record Placed(
            Supplier<Stream<String>> explicitNames,
            Function<DefaultNames, List<SchemaObject>> build,
            SourceLocation location) {}

    public DirectoryBuilder table(String name, Consumer<TableBuilder> definition) {
        TableBuilder table = new TableBuilder(recording(), path, name);
        return add(table, definition, table::explicitNames, table::build);
    }

    public DirectoryBuilder view(String name, String query) {
        return view(name, v -> v.query(query));
    }

    public DirectoryBuilder view(String name, Consumer<ViewBuilder> definition) {
        ViewBuilder view = new ViewBuilder(recording(), name);
        return add(view, definition, () -> Stream.of(name), names -> List.of(view.build()));
    }

    public DirectoryBuilder materializedView(String name, Consumer<MaterializedViewBuilder> definition) {
        MaterializedViewBuilder view = new MaterializedViewBuilder(recording(), path, name);
        return add(view, definition, view::explicitNames, names -> List.of(view.build(names)));
    }

    public DirectoryBuilder enumType(String name, String... values) {
        return enumType(name, e -> e.values(values));
    }

    public DirectoryBuilder enumType(String name, Consumer<EnumBuilder> definition) {
        EnumBuilder type = new EnumBuilder(recording(), name);
        return add(type, definition, Stream::empty, names -> List.of(type.build()));
    }

    public DirectoryBuilder domain(String name, Consumer<DomainBuilder> definition) {
        DomainBuilder type = new DomainBuilder(recording(), name);
        return add(type, definition, Stream::empty, names -> List.of(type.build(names)));
    }

    public DirectoryBuilder composite(String name, Consumer<CompositeBuilder> definition) {
        CompositeBuilder type = new CompositeBuilder(recording(), name);
        return add(type, definition, Stream::empty, names -> List.of(type.build()));
    }

    /** A sequence with PostgreSQL's defaults. */
    public DirectoryBuilder sequence(String name) {
        return sequence(name, s -> {});
    }

    public DirectoryBuilder sequence(String name, Consumer<SequenceBuilder> definition) {
        SequenceBuilder sequence = new SequenceBuilder(recording(), name);
        return add(sequence, definition, () -> Stream.of(name), names -> List.of(sequence.build()));
    }

    private <B extends Builder> DirectoryBuilder add(
            B builder,
            Consumer<B> definition,
            Supplier<Stream<String>> explicitNames,
            Function<DefaultNames, List<SchemaObject>> build) {
        objects.add(new Placed(explicitNames, build, here()));
        definition.accept(builder);
        return this;
    }

    @Override
    DirectoryBuilder self() {
        return this;
    }

    Directory build() {
        DefaultNames names = new DefaultNames(
                objects.stream().flatMap(o -> o.explicitNames().get()).toList());
        List<SchemaObject> built =
                objects.stream().flatMap(o -> build(o, names)).toList();
        return new Directory(path, built, comment(), declaration());
    }

    private Stream<SchemaObject> build(Placed placed, DefaultNames names) {
        List<SchemaObject> built = placed.build().apply(names);
        built.forEach(o -> recording().place(o.address(path), placed.location()));
        return built.stream();
    }
}

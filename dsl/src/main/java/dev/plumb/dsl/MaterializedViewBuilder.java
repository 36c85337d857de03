package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.SchemaObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A materialized view. */
public final class MaterializedViewBuilder extends Reconciled<MaterializedViewBuilder> {
    private final DirectoryPath directory;
    private final String name;
    private final IndexParts indexes;
    private final Parameters storageParameters = new Parameters();
    private String query = "";
    private List<String> columns = List.of();

    MaterializedViewBuilder(Recording recording, DirectoryPath directory, String name) {
        super(recording);
        this.directory = directory;
        this.name = name;
        this.indexes = new IndexParts(recording, name);
    }

    /** SQL without a semicolon. */
    public MaterializedViewBuilder query(String sql) {
        query = sql.strip();
        return this;
    }

    /** Names of the output; without this the query's own stand. */
    public MaterializedViewBuilder columns(String... names) {
        columns = List.of(names);
        return this;
    }

    /** @param elements SQL of each key */
    public MaterializedViewBuilder index(String index, String... elements) {
        return index(i -> i.named(index).on(elements));
    }

    public MaterializedViewBuilder index(Consumer<IndexBuilder> index) {
        indexes.add(index, here());
        return this;
    }

    /** A storage parameter. */
    public MaterializedViewBuilder with(String parameter, String value) {
        storageParameters.put(parameter, value);
        return this;
    }

    @Override
    MaterializedViewBuilder self() {
        return this;
    }

    /** Every name of a relation, constraint or index that was written, before any other is chosen. */
    Stream<String> explicitNames() {
        return Stream.concat(Stream.of(name), indexes.explicitNames());
    }

    SchemaObject build(DefaultNames names) {
        Address address = Address.of(ObjectKind.MATERIALIZED_VIEW, directory, name);
        return new MaterializedView(
                name,
                columns,
                query,
                indexes.build(address, names),
                storageParameters.build(),
                comment(),
                declaration());
    }
}

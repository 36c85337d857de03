package dev.plumb.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A materialized view.
 *
 * @param columns output names; empty when the query's own names stand, as always in canonical form
 * @param query SQL without a closing semicolon
 * @param indexes sorted by name
 */
public record MaterializedView(
        String name,
        List<String> columns,
        String query,
        List<Index> indexes,
        StorageParameters storageParameters,
        Optional<String> comment,
        Declaration declaration)
        implements Relation {
    public MaterializedView {
        columns = List.copyOf(columns);
        indexes = indexes.stream().sorted(Comparator.comparing(Index::name)).toList();
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.MATERIALIZED_VIEW;
    }

    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.materializedView(this);
    }

    public MaterializedView withIndexes(List<Index> indexes) {
        return new MaterializedView(name, columns, query, indexes, storageParameters, comment, declaration);
    }

    @Override
    public MaterializedView withDeclaration(Declaration declaration) {
        return new MaterializedView(name, columns, query, indexes, storageParameters, comment, declaration);
    }

    @Override
    public MaterializedView withName(String name) {
        return new MaterializedView(name, columns, query, indexes, storageParameters, comment, declaration);
    }
}

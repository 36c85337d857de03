package dev.plumb.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table.
 *
 * @param columns in declared order; of a partition, none: they are its parent's
 * @param computed the columns that Plumb computes, in declared order
 * @param constraints sorted by name; of a partition, its own
 * @param indexes sorted by name; indexes that belong to a constraint are not among them
 * @param embeddings sorted by name; the hidden column of each is among neither the columns nor the computed ones
 */
public record Table(
        String name,
        List<Column> columns,
        List<ComputedColumn> computed,
        List<Constraint> constraints,
        List<Index> indexes,
        List<EmbeddingIndex> embeddings,
        boolean unlogged,
        StorageParameters storageParameters,
        Partitioning partitioning,
        Optional<String> comment,
        Declaration declaration)
        implements Relation {
    public Table {
        columns = List.copyOf(columns);
        computed = List.copyOf(computed);
        constraints = constraints.stream()
                .sorted(Comparator.comparing(Constraint::name))
                .toList();
        indexes = indexes.stream().sorted(Comparator.comparing(Index::name)).toList();
        embeddings = embeddings.stream()
                .sorted(Comparator.comparing(EmbeddingIndex::name))
                .toList();
    }

    /** A table of which Plumb computes nothing: what a catalog holds. */
    public Table(
            String name,
            List<Column> columns,
            List<Constraint> constraints,
            List<Index> indexes,
            boolean unlogged,
            StorageParameters storageParameters,
            Optional<String> comment,
            Declaration declaration) {
        this(
                name,
                columns,
                List.of(),
                constraints,
                indexes,
                List.of(),
                unlogged,
                storageParameters,
                Partitioning.NONE,
                comment,
                declaration);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.TABLE;
    }

    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.table(this);
    }

    public Optional<Column> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    public Optional<ComputedColumn> computed(String columnName) {
        return computed.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    public Optional<EmbeddingIndex> embedding(String indexName) {
        return embeddings.stream().filter(e -> e.name().equals(indexName)).findFirst();
    }

    /** Every name that SQL may use for a column: as {@link #lowered()} has them. */
    public List<String> columnNames() {
        return Stream.of(
                        columns.stream().map(Column::name),
                        computed.stream().map(ComputedColumn::name),
                        embeddings.stream().map(EmbeddingIndex::name))
                .flatMap(s -> s)
                .toList();
    }

    public boolean isPartitioned() {
        return partitioning.isPartitioned();
    }

    public boolean isPartition() {
        return partitioning.isPartition();
    }

    public boolean isComputing() {
        return !computed.isEmpty() || !embeddings.isEmpty();
    }

    /**
     * What Plumb computes, each after its inputs and otherwise in declared order; the hidden columns of embedding indexes after
     * the declared ones.
     *
     * @throws IllegalStateException when columns are computed from each other in a circle, which no valid spec says
     */
    public List<ComputedColumn> computedInOrder() {
        List<ComputedColumn> waiting = new ArrayList<>(allComputed().toList());
        Set<String> unfinished = new HashSet<>();
        waiting.forEach(c -> unfinished.add(c.name()));
        List<ComputedColumn> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            ComputedColumn next = waiting.stream()
                    .filter(c -> c.inputs(this).stream().noneMatch(unfinished::contains))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException("computed from each other in a circle: " + unfinished));
            waiting.remove(next);
            unfinished.remove(next.name());
            ordered.add(next);
        }
        return ordered;
    }

    private Stream<ComputedColumn> allComputed() {
        return Stream.concat(computed.stream(), embeddings.stream().map(EmbeddingIndex::asComputedColumn));
    }

    /** The table as PostgreSQL sees it: what Plumb computes are ordinary columns that may be null, after the others. */
    public Table lowered() {
        return new Table(
                name,
                Stream.concat(columns.stream(), allComputed().map(ComputedColumn::lowered))
                        .toList(),
                List.of(),
                constraints,
                Stream.concat(indexes.stream(), embeddings.stream().flatMap(e -> e.asIndex().stream()))
                        .toList(),
                List.of(),
                unlogged,
                storageParameters,
                partitioning,
                comment,
                declaration);
    }

    public Optional<Constraint> constraint(String constraintName) {
        return constraints.stream().filter(c -> c.name().equals(constraintName)).findFirst();
    }

    public Optional<Index> index(String indexName) {
        return indexes.stream().filter(i -> i.name().equals(indexName)).findFirst();
    }

    public <C extends Constraint> Stream<C> constraints(Class<C> type) {
        return constraints.stream().filter(type::isInstance).map(type::cast);
    }

    public Optional<Constraint.PrimaryKey> primaryKey() {
        return constraints(Constraint.PrimaryKey.class).findFirst();
    }

    /** The table with every column not null that its primary key or an identity makes so, as PostgreSQL does. */
    public Table withImpliedNotNull() {
        List<String> key = primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
        return withColumns(columns.stream()
                .map(c -> key.contains(c.name()) || c.value() instanceof ColumnValue.Identity ? c.withNotNull(true) : c)
                .toList());
    }

    /** The same table with other columns of its own and others that Plumb computes. */
    public Table withComputed(List<Column> columns, List<ComputedColumn> computed) {
        return with(name, columns, computed, constraints, indexes, embeddings, partitioning, declaration);
    }

    public Table withColumns(List<Column> columns) {
        return with(name, columns, computed, constraints, indexes, embeddings, partitioning, declaration);
    }

    public Table withConstraints(List<Constraint> constraints) {
        return with(name, columns, computed, constraints, indexes, embeddings, partitioning, declaration);
    }

    public Table withIndexes(List<Index> indexes) {
        return with(name, columns, computed, constraints, indexes, embeddings, partitioning, declaration);
    }

    public Table withPartitioning(Partitioning partitioning) {
        return with(name, columns, computed, constraints, indexes, embeddings, partitioning, declaration);
    }

    public Table withEmbeddings(List<EmbeddingIndex> embeddings) {
        return with(name, columns, computed, constraints, indexes, embeddings, partitioning, declaration);
    }

    @Override
    public Table withDeclaration(Declaration declaration) {
        return with(name, columns, computed, constraints, indexes, embeddings, partitioning, declaration);
    }

    @Override
    public Table withName(String name) {
        return with(name, columns, computed, constraints, indexes, embeddings, partitioning, declaration);
    }

    private Table with(
            String name,
            List<Column> columns,
            List<ComputedColumn> computed,
            List<Constraint> constraints,
            List<Index> indexes,
            List<EmbeddingIndex> embeddings,
            Partitioning partitioning,
            Declaration declaration) {
        return new Table(
                name,
                columns,
                computed,
                constraints,
                indexes,
                embeddings,
                unlogged,
                storageParameters,
                partitioning,
                comment,
                declaration);
    }
}

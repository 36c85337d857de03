package dev.plumb.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table.
 *
 * @param columns in declared order
 * @param constraints sorted by name
 * @param indexes sorted by name; indexes that belong to a constraint are not among them
 */
public record Table(
        String name,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes,
        boolean unlogged,
        StorageParameters storageParameters,
        Optional<String> comment,
        Declaration declaration)
        implements Relation {
    public Table {
        columns = List.copyOf(columns);
        constraints = constraints.stream()
                .sorted(Comparator.comparing(Constraint::name))
                .toList();
        indexes = indexes.stream().sorted(Comparator.comparing(Index::name)).toList();
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

    public Table withColumns(List<Column> columns) {
        return new Table(name, columns, constraints, indexes, unlogged, storageParameters, comment, declaration);
    }

    public Table withConstraints(List<Constraint> constraints) {
        return new Table(name, columns, constraints, indexes, unlogged, storageParameters, comment, declaration);
    }

    public Table withIndexes(List<Index> indexes) {
        return new Table(name, columns, constraints, indexes, unlogged, storageParameters, comment, declaration);
    }

    @Override
    public Table withDeclaration(Declaration declaration) {
        return new Table(name, columns, constraints, indexes, unlogged, storageParameters, comment, declaration);
    }

    @Override
    public Table withName(String name) {
        return new Table(name, columns, constraints, indexes, unlogged, storageParameters, comment, declaration);
    }
}

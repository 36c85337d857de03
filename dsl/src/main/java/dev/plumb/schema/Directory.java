package dev.plumb.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory: one PostgreSQL schema per environment.
 *
 * @param objects sorted by name, then kind
 */
public record Directory(
        DirectoryPath path, List<SchemaObject> objects, Optional<String> comment, Declaration declaration) {
    public Directory {
        objects = objects.stream()
                .sorted(Comparator.comparing(SchemaObject::name).thenComparing(SchemaObject::kind))
                .toList();
    }

    public Address address() {
        return Address.of(path);
    }

    public <O extends SchemaObject> Stream<O> objects(Class<O> type) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }

    public Optional<Table> table(String name) {
        return objects(Table.class).filter(t -> t.name().equals(name)).findFirst();
    }

    /** The tables that hold rows of a table of this directory directly, by name. */
    public Stream<Table> partitions(String parent) {
        return objects(Table.class).filter(t -> t.partitioning()
                .of()
                .filter(p -> p.parent().equals(parent))
                .isPresent());
    }

    /** The table with its columns: of a partition, those that it has from the table at the top. */
    public Table withInheritedColumns(Table table) {
        List<Table> line = withAncestors(table);
        Table top = line.get(line.size() - 1);
        return table.isPartition() ? table.withComputed(top.columns(), top.computed()) : table;
    }

    /** The table, the one that it is a partition of, and so on to the top. */
    public List<Table> withAncestors(Table table) {
        List<Table> line = new ArrayList<>();
        Optional<Table> next = Optional.of(table);
        while (next.isPresent() && !line.contains(next.get())) {
            line.add(next.get());
            next = next.get().partitioning().of().flatMap(p -> table(p.parent()));
        }
        return line;
    }

    /** The objects of both, with this one's comment and declaration where it has them. */
    Directory and(Directory other) {
        return new Directory(
                path,
                Stream.concat(objects.stream(), other.objects.stream()).toList(),
                comment.or(other::comment),
                declaration.equals(Declaration.NONE) ? other.declaration : declaration);
    }

    /** Every table {@linkplain Table#lowered() lowered}. */
    public Directory lowered() {
        return withObjects(objects.stream()
                .map(o -> o instanceof Table table ? table.lowered() : o)
                .toList());
    }

    public Directory withObjects(List<SchemaObject> objects) {
        return new Directory(path, objects, comment, declaration);
    }

    public Directory withPath(DirectoryPath path) {
        return new Directory(path, objects, comment, declaration);
    }
}

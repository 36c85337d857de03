package dev.plumb.runtime;

import dev.plumb.plan.Change;
import dev.plumb.schema.Address;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells the way back from a plan: what it renamed is to be renamed again, and not dropped and created. */
final class RenameHints {
    private final List<Change> renames;
    private final Set<Address> present;

    /**
     * @param changes of the plan that is taken back
     * @param present what stands there now
     */
    RenameHints(List<Change> changes, Set<Address> present) {
        this.renames =
                changes.stream().filter(c -> c.formerAddress().isPresent()).toList();
        this.present = Set.copyOf(present);
    }

    /** A former schema that says how its things are called now. */
    Schema in(Schema former) {
        return renames.isEmpty()
                ? former
                : new Schema(former.directories().stream().map(this::directory).toList());
    }

    private Directory directory(Directory directory) {
        Optional<DirectoryPath> now = renames.stream()
                .filter(c -> c.address().kind() == ObjectKind.DIRECTORY)
                .filter(c -> c.formerAddress().orElseThrow().directory().equals(directory.path()))
                .map(c -> c.address().directory())
                .filter(path -> present.contains(Address.of(path)))
                .findFirst();
        List<SchemaObject> objects = new ArrayList<>();
        directory.objects().forEach(o -> objects.add(object(current(directory.path()), o)));
        return new Directory(
                directory.path(),
                objects,
                directory.comment(),
                now.map(path -> hint(directory.declaration(), path.toString())).orElse(directory.declaration()));
    }

    /** Where a directory is now; those in a renamed one moved along. */
    private DirectoryPath current(DirectoryPath former) {
        List<String> components = former.components();
        for (int length = components.size(); length > 0; length--) {
            DirectoryPath ancestor = new DirectoryPath(components.subList(0, length));
            for (Change rename : renames) {
                boolean moved = rename.address().kind() == ObjectKind.DIRECTORY
                        && rename.formerAddress().orElseThrow().directory().equals(ancestor);
                if (moved && present.contains(rename.address())) {
                    List<String> path =
                            new ArrayList<>(rename.address().directory().components());
                    path.addAll(components.subList(length, components.size()));
                    return new DirectoryPath(path);
                }
            }
        }
        return former;
    }

    private SchemaObject object(DirectoryPath place, SchemaObject object) {
        Address former = object.address(place);
        Optional<String> now = now(former);
        Address address =
                now.map(name -> Address.of(object.kind(), place, name)).orElse(former);
        SchemaObject hinted = object instanceof Table table
                ? table(address, table)
                : object instanceof MaterializedView view ? view(address, view) : object;
        return now.<SchemaObject>map(name -> hinted.withDeclaration(hint(hinted.declaration(), name)))
                .orElse(hinted);
    }

    private Table table(Address address, Table table) {
        return table.withComputed(
                        table.columns().stream()
                                .map(c -> now(address.child(ObjectKind.COLUMN, c.name()))
                                        .map(n -> c.withDeclaration(hint(c.declaration(), n)))
                                        .orElse(c))
                                .toList(),
                        table.computed().stream().map(c -> computed(address, c)).toList())
                .withConstraints(table.constraints().stream()
                        .<Constraint>map(c -> now(address.child(c.kind(), c.name()))
                                .<Constraint>map(n -> c.withDeclaration(hint(c.declaration(), n)))
                                .orElse(c))
                        .toList())
                .withIndexes(table.indexes().stream()
                        .map(i -> now(address.child(ObjectKind.INDEX, i.name()))
                                .map(n -> i.withDeclaration(hint(i.declaration(), n)))
                                .orElse(i))
                        .toList())
                .withEmbeddings(table.embeddings().stream()
                        .map(e -> embedding(address, e))
                        .toList());
    }

    private ComputedColumn computed(Address table, ComputedColumn column) {
        return now(table.child(ObjectKind.COLUMN, column.name()))
                .map(n -> new ComputedColumn(
                        column.name(),
                        column.type(),
                        column.computation(),
                        column.onError(),
                        column.nullable(),
                        column.comment(),
                        hint(column.declaration(), n)))
                .orElse(column);
    }

    private EmbeddingIndex embedding(Address table, EmbeddingIndex index) {
        return now(table.child(ObjectKind.INDEX, index.name()))
                .or(() -> now(table.child(ObjectKind.COLUMN, index.name())))
                .map(n -> new EmbeddingIndex(
                        index.name(),
                        index.column(),
                        index.call(),
                        index.metric(),
                        index.dimensions(),
                        index.comment(),
                        hint(index.declaration(), n),
                        index.store()))
                .orElse(index);
    }

    private MaterializedView view(Address address, MaterializedView view) {
        return view.withIndexes(view.indexes().stream()
                .map(i -> now(address.child(ObjectKind.INDEX, i.name()))
                        .map(n -> i.withDeclaration(hint(i.declaration(), n)))
                        .orElse(i))
                .toList());
    }

    /** What a thing is called now; its parents already are. Empty when it is called as before. */
    private Optional<String> now(Address former) {
        return renames.stream()
                .filter(c -> c.formerAddress().orElseThrow().equals(former))
                .map(Change::address)
                .filter(present::contains)
                .map(Address::name)
                .filter(name -> !name.equals(former.name()))
                .findFirst();
    }

    private static Declaration hint(Declaration declaration, String name) {
        return new Declaration(
                List.of(name), declaration.ifExists(), declaration.preventDestroy(), declaration.recompute());
    }
}

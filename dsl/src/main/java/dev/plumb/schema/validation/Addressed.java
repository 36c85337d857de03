package dev.plumb.schema.validation;

import dev.plumb.schema.Address;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.stream.Stream;

/**
 * Anything in a directory that has a name.
 *
 * @param renamedFrom its former names
 */
record Addressed(Address address, List<String> renamedFrom) {

    static Stream<Addressed> of(Directory directory) {
        return directory.objects().stream().flatMap(o -> of(directory, o));
    }

    private static Stream<Addressed> of(Directory directory, SchemaObject object) {
        Address address = object.address(directory.path());
        Stream<Addressed> parts = Stream.empty();
        if (object instanceof Table table) {
            parts = Stream.of(
                            table.columns().stream()
                                    .map(c -> part(address, ObjectKind.COLUMN, c.name(), c.declaration())),
                            table.computed().stream()
                                    .map(c -> part(address, ObjectKind.COLUMN, c.name(), c.declaration())),
                            table.embeddings().stream()
                                    .map(e -> part(address, ObjectKind.INDEX, e.name(), e.declaration())),
                            table.constraints().stream().map(c -> part(address, c.kind(), c.name(), c.declaration())),
                            indexes(address, table.indexes()))
                    .flatMap(s -> s);
        } else if (object instanceof MaterializedView view) {
            parts = indexes(address, view.indexes());
        } else if (object instanceof CompositeType type) {
            parts = type.attributes().stream()
                    .map(a -> new Addressed(address.child(ObjectKind.COLUMN, a.name()), a.renamedFrom()));
        }
        return Stream.concat(
                Stream.of(new Addressed(address, object.declaration().renamedFrom())), parts);
    }

    private static Stream<Addressed> indexes(Address object, List<Index> indexes) {
        return indexes.stream().map(i -> part(object, ObjectKind.INDEX, i.name(), i.declaration()));
    }

    private static Addressed part(Address object, ObjectKind kind, String name, Declaration declaration) {
        return new Addressed(object.child(kind, name), declaration.renamedFrom());
    }
}

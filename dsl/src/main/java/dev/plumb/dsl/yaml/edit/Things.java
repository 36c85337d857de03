package dev.plumb.dsl.yaml.edit;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what stands at an address of a schema. */
record Things(Schema schema) {
    Optional<Directory> directory(Address address) {
        return schema.directory(address.directory());
    }

    /** The objects of the directory that an address is in. */
    List<Address> objects(Address address) {
        return directory(address).stream()
                .flatMap(d -> d.objects().stream().map(o -> o.address(d.path())))
                .toList();
    }

    Optional<SchemaObject> object(Address address) {
        return directory(address).stream()
                .flatMap(d -> d.objects().stream())
                .filter(o -> address.object().filter(o.name()::equals).isPresent())
                .filter(o -> address.kind().isPart() ? hasParts(o) : o.kind() == address.kind())
                .findFirst();
    }

    private static boolean hasParts(SchemaObject object) {
        return object instanceof Table || object instanceof MaterializedView;
    }

    Optional<Fragments.Part> part(Address address) {
        Optional<SchemaObject> object = object(address);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        if (address.kind() == ObjectKind.COLUMN) {
            return table(object.get()).flatMap(t -> t.column(address.name())).map(Fragments.ColumnPart::new);
        }
        if (address.kind() == ObjectKind.INDEX) {
            return indexes(object.get())
                    .filter(i -> i.name().equals(address.name()))
                    .findFirst()
                    .map(Fragments.IndexPart::new);
        }
        return table(object.get()).flatMap(t -> t.constraint(address.name())).map(Fragments.ConstraintPart::new);
    }

    private static Optional<Table> table(SchemaObject object) {
        return object instanceof Table table ? Optional.of(table) : Optional.empty();
    }

    private static Stream<Index> indexes(SchemaObject object) {
        if (object instanceof MaterializedView view) {
            return view.indexes().stream();
        }
        return table(object).stream().flatMap(t -> t.indexes().stream());
    }

    /** What is compared at an address: what has an address of its own is not part of what it is in. */
    Optional<Object> at(Address address) {
        if (address.kind() == ObjectKind.DIRECTORY) {
            return directory(address).map(d -> d.withObjects(List.of()));
        }
        if (address.kind().isPart()) {
            return part(address).map(p -> p);
        }
        return object(address).map(Fragments::bare);
    }

    /** The object that an address is of or in, and all its parts: constraints first, since columns follow from them. */
    List<Address> around(Address address) {
        List<Address> all = new ArrayList<>();
        Optional<SchemaObject> object = object(address);
        object.ifPresent(o -> {
            Address own = o.address(address.directory());
            table(o).ifPresent(t -> {
                for (Constraint c : t.constraints()) {
                    all.add(own.child(c.kind(), c.name()));
                }
                for (Column c : t.columns()) {
                    all.add(own.child(ObjectKind.COLUMN, c.name()));
                }
            });
            indexes(o).forEach(i -> all.add(own.child(ObjectKind.INDEX, i.name())));
            all.add(own);
        });
        return all;
    }
}

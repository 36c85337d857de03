package dev.plumb.schema.validation;

import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Removal;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Spec;
import dev.plumb.schema.Table;
import dev.plumb.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is declared is not meant to be gone. */
final class RemovalChecks {
    private RemovalChecks() {}

    static void check(Findings problems, Spec spec) {
        for (Removal removal : spec.removals()) {
            spec.schema().directory(removal.directory()).stream()
                    .flatMap(d -> addresses(d).stream())
                    .filter(removal::isOf)
                    .findFirst()
                    .ifPresent(declared -> problems.add(new Problem(
                            Optional.of(removal.location()),
                            removal.subject() + " is declared, and said to be removed",
                            Optional.of("take this entry out of 'removed', or the declaration out of "
                                    + spec.location(declared)
                                            .map(Object::toString)
                                            .orElse("the files")))));
        }
    }

    private static List<Address> addresses(Directory directory) {
        List<Address> addresses = new ArrayList<>();
        addresses.add(directory.address());
        for (SchemaObject object : directory.objects()) {
            Address address = object.address(directory.path());
            addresses.add(address);
            if (object instanceof Table table) {
                table.columns().forEach(c -> addresses.add(address.child(ObjectKind.COLUMN, c.name())));
                table.computed().forEach(c -> addresses.add(address.child(ObjectKind.COLUMN, c.name())));
                table.constraints().forEach(c -> addresses.add(address.child(c.kind(), c.name())));
                table.indexes().forEach(i -> addresses.add(address.child(ObjectKind.INDEX, i.name())));
                table.embeddings().forEach(e -> addresses.add(address.child(ObjectKind.INDEX, e.name())));
            } else if (object instanceof MaterializedView view) {
                view.indexes().forEach(i -> addresses.add(address.child(ObjectKind.INDEX, i.name())));
            }
        }
        return addresses;
    }
}

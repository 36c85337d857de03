package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.yaml.SpecWriter;
import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person can paste into a file that Plumb cannot edit. */
public final class Paste {
    private Paste() {}

    /** A document with nothing but one thing as a schema holds it; empty when that is gone. */
    public static Optional<String> of(Address address, Schema schema) {
        Things things = new Things(schema);
        if (address.kind() == ObjectKind.DIRECTORY) {
            return things.directory(address).map(d -> SpecWriter.write(d.withObjects(List.of())));
        }
        Optional<SchemaObject> object = address.kind().isPart()
                ? things.part(address).map(p -> p.alone(address.object().orElseThrow()))
                : things.object(address);
        return object.map(o -> SpecWriter.write(
                        new Directory(address.directory(), List.of(o), Optional.empty(), Declaration.NONE)))
                // A part stands in a table of which nothing else is said.
                .map(text -> text.lines()
                        .filter(l -> !l.equals("    columns: {}"))
                        .collect(Collectors.joining("\n", "", "\n")));
    }
}

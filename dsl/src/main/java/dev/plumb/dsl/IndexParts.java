package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The indexes of a table or materialized view. */
final class IndexParts {
    private final Recording recording;
    private final String owner;
    private final List<Part> parts = new ArrayList<>();

    IndexParts(Recording recording, String owner) {
        this.recording = recording;
        this.owner = owner;
    }

    private record Part(IndexBuilder builder, SourceLocation location) {}

    void add(Consumer<IndexBuilder> definition, SourceLocation location) {
        IndexBuilder builder = new IndexBuilder(recording);
        parts.add(new Part(builder, location));
        definition.accept(builder);
    }

    Stream<String> explicitNames() {
        return parts.stream().flatMap(p -> p.builder().name().stream());
    }

    List<Index> build(Address address, DefaultNames names) {
        List<Index> indexes = new ArrayList<>();
        for (Part part : parts) {
            Index index = part.builder().build(owner, names);
            recording.place(address.child(ObjectKind.INDEX, index.name()), part.location());
            indexes.add(index);
        }
        return indexes;
    }
}

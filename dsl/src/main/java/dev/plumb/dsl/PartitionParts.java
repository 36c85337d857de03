package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.PartitionKey;
import dev.plumb.schema.PartitionStrategy;
import dev.plumb.schema.SchemaObject;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How a table is partitioned, and its partitions. */
final class PartitionParts {
    private final Recording recording;
    private final DirectoryPath directory;
    private final String table;
    private final List<Part> parts = new ArrayList<>();
    private Optional<PartitionKey> key = Optional.empty();

    PartitionParts(Recording recording, DirectoryPath directory, String table) {
        this.recording = recording;
        this.directory = directory;
        this.table = table;
    }

    private record Part(String name, PartitionBuilder builder, SourceLocation location) {}

    void by(PartitionStrategy strategy, String... elements) {
        key = Optional.of(new PartitionKey(
                strategy, Arrays.stream(elements).map(String::strip).toList()));
    }

    Optional<PartitionKey> key() {
        return key;
    }

    void add(String name, Consumer<PartitionBuilder> definition, SourceLocation location) {
        PartitionBuilder builder = new PartitionBuilder(recording, directory, name);
        parts.add(new Part(name, builder, location));
        definition.accept(builder);
    }

    Stream<String> explicitNames() {
        return parts.stream().flatMap(p -> p.builder().explicitNames());
    }

    /** Every partition, each before its own. */
    List<SchemaObject> build(DefaultNames names) {
        List<SchemaObject> built = new ArrayList<>();
        for (Part part : parts) {
            recording.place(Address.of(ObjectKind.TABLE, directory, part.name()), part.location());
            built.addAll(part.builder().build(table, names));
        }
        return built;
    }
}

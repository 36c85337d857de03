package dev.plumb.dsl;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.schema.SpecReading;
import dev.plumb.source.SourceLocation;
import java.util.Map;
import java.util.TreeMap;

/** Where a {@link SchemaDefinition} begins. */
public final class SchemaBuilder extends Builder {
    private final Map<DirectoryPath, DirectoryBuilder> directories = new TreeMap<>();

    SchemaBuilder(Recording recording) {
        super(recording);
    }

    /**
     * A directory; asked for again it is the same, so that several definitions can add to it.
     *
     * @param path {@code library}, {@code library/raw}
     * @throws IllegalArgumentException when the path is not one
     */
    public DirectoryBuilder directory(String path) {
        DirectoryPath parsed = DirectoryPath.parse(path);
        SourceLocation location = here();
        return directories.computeIfAbsent(parsed, p -> new DirectoryBuilder(recording(), p, location));
    }

    SpecReading build() {
        Schema schema = new Schema(
                directories.values().stream().map(DirectoryBuilder::build).toList());
        boolean complete = recording().problems().isEmpty();
        return new SpecReading(
                new Spec(schema, recording().places(), recording().arguments()),
                recording().problems().sorted(),
                complete);
    }
}

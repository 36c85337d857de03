package dev.plumb.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A whole schema, declared or live.
 *
 * <p>In <em>canonical form</em> every SQL text is as the server deparses it under an empty {@code search_path}, with the
 * names of directories logical ({@code library__raw.pages}), column lists of views empty, targets of foreign keys complete
 * and sequence options reduced. Only canonical schemas are compared.
 *
 * @param directories sorted by path
 */
public record Schema(List<Directory> directories) {
    public static final Schema EMPTY = new Schema(List.of());

    public Schema {
        directories = directories.stream()
                .sorted(Comparator.comparing(Directory::path))
                .toList();
    }

    public Optional<Directory> directory(DirectoryPath path) {
        return directories.stream().filter(d -> d.path().equals(path)).findFirst();
    }

    /** The directory whose {@link DirectoryPath#schemaName()} is the given one. */
    public Optional<Directory> directoryOfSchema(String schemaName) {
        return directories.stream()
                .filter(d -> d.path().schemaName().equals(schemaName))
                .findFirst();
    }

    /** Every table {@linkplain Table#lowered() lowered}. */
    public Schema lowered() {
        return new Schema(directories.stream().map(Directory::lowered).toList());
    }
}

package dev.plumb.runtime.ledger;

import dev.plumb.schema.DirectoryPath;
import java.util.Collection;
import java.util.List;

/**
 * The PostgreSQL schemas of an environment's directories.
 *
 * @param prefix what their names begin with; may be empty
 * @param directories those that are there
 */
public record Schemas(String prefix, List<DirectoryPath> directories) {
    public Schemas(String prefix, Collection<DirectoryPath> directories) {
        this(prefix, directories.stream().distinct().sorted().toList());
    }

    public Schemas {
        directories = List.copyOf(directories);
    }

    public List<String> physical() {
        return directories.stream().map(this::physical).toList();
    }

    public String physical(DirectoryPath directory) {
        return prefix + directory.schemaName();
    }

    /** @param schema one of these */
    public DirectoryPath directory(String schema) {
        return DirectoryPath.ofSchemaName(schema.substring(prefix.length()));
    }
}

package dev.plumb.runtime.planfile;

import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import java.util.Optional;

/**
 * An object of whatever kind, or a directory: names that only one thing can have.
 *
 * @param object absent for the directory itself
 */
public record ObjectName(String directory, Optional<String> object) implements Comparable<ObjectName> {
    static ObjectName of(Address address) {
        return new ObjectName(address.directory().toString(), address.object());
    }

    /** As addresses write it. */
    String text() {
        DirectoryPath path = DirectoryPath.parse(directory);
        return object.map(o -> Address.of(ObjectKind.TABLE, path, o).toString()).orElse(directory);
    }

    @Override
    public int compareTo(ObjectName other) {
        int byDirectory = directory.compareTo(other.directory);
        return byDirectory != 0 ? byDirectory : object.orElse("").compareTo(other.object.orElse(""));
    }
}

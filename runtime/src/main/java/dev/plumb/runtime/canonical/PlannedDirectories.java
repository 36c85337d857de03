package dev.plumb.runtime.canonical;

import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which directories a plan has to read: declared ones, under former names too, and those that are managed. */
public final class PlannedDirectories {
    private PlannedDirectories() {}

    /**
     * The directories that a plan looks at.
     *
     * @param managed those in which something is managed
     */
    public static Set<DirectoryPath> of(Schema declared, Collection<DirectoryPath> managed) {
        Set<DirectoryPath> directories = new HashSet<>(managed);
        for (Directory directory : declared.directories()) {
            directories.add(directory.path());
            directories.addAll(formerPaths(directory.path(), declared));
        }
        return directories;
    }

    /** By its own hints, and by those of the directories that it is in. */
    static List<DirectoryPath> formerPaths(DirectoryPath path, Schema declared) {
        List<DirectoryPath> former = new ArrayList<>();
        List<String> components = path.components();
        for (int length = components.size(); length > 0; length--) {
            List<String> rest = components.subList(length, components.size());
            DirectoryPath ancestor = new DirectoryPath(components.subList(0, length));
            declared.directory(ancestor).stream()
                    .flatMap(d -> d.declaration().renamedFrom().stream())
                    .map(hint -> {
                        List<String> whole =
                                new ArrayList<>(DirectoryPath.parse(hint).components());
                        whole.addAll(rest);
                        return new DirectoryPath(whole);
                    })
                    .forEach(former::add);
        }
        return former;
    }
}

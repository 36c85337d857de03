package dev.plumb.dsl.yaml;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.SchemaObject;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.YamlMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The directories of all documents; documents of the same directory add up, and what they say twice is a problem. */
final class Directories {
    private static final List<String> HEADER = List.of("comment", "if_exists", "lifecycle", "renamed_from");

    private final ReadContext context;
    private final Map<DirectoryPath, Parts> directories = new TreeMap<>();

    Directories(ReadContext context) {
        this.context = context;
    }

    /** What is known of one directory so far. */
    private static final class Parts {
        private final Map<String, SourceLocation> header = new HashMap<>();
        private final Map<String, SourceLocation> names = new HashMap<>();
        private final Set<String> explicitNames = new HashSet<>();
        private Optional<DefaultNames> defaultNames = Optional.empty();
        private final List<SchemaObject> objects = new ArrayList<>();
        private Optional<String> comment = Optional.empty();
        private List<String> renamedFrom = List.of();
        private IfExists ifExists = IfExists.UPDATE;
        private boolean preventDestroy;
    }

    /** Opens a directory with what a document says of it as a whole. */
    void open(DirectoryPath path, YamlMap document) {
        context.place(Address.of(path), document.locationOf("dir"));
        Parts parts = parts(path);
        for (String key : HEADER) {
            if (document.has(key)) {
                SourceLocation here = document.locationOf(key);
                firstPlace(parts.header, key, here).ifPresent(first -> context.problems()
                        .report(
                                here,
                                ReadContext.directory(path) + " has its '" + key + "' here for the second time",
                                "the first is at " + first));
            }
        }
        parts.explicitNames.addAll(ExplicitNames.of(document));
        Declaration declaration = Keys.full(document);
        parts.comment = Keys.comment(document).or(() -> parts.comment);
        parts.renamedFrom = declaration.renamedFrom().isEmpty() ? parts.renamedFrom : declaration.renamedFrom();
        parts.ifExists = declaration.ifExists() == IfExists.UPDATE ? parts.ifExists : declaration.ifExists();
        parts.preventDestroy |= declaration.preventDestroy();
    }

    /** Chooses names in a directory; to be asked for only when every document has been opened. */
    DefaultNames defaultNames(DirectoryPath path) {
        Parts parts = parts(path);
        DefaultNames names = parts.defaultNames.orElseGet(() -> new DefaultNames(parts.explicitNames));
        parts.defaultNames = Optional.of(names);
        return names;
    }

    /**
     * Takes a name in a section of a directory.
     *
     * @param what the kind of thing in a person's words
     * @return false when another document has it already, which is then a problem
     */
    boolean claim(DirectoryPath path, String what, YamlMap.Entry entry) {
        Optional<SourceLocation> first = firstPlace(parts(path).names, what + " " + entry.key(), entry.location());
        first.ifPresent(place -> context.problems()
                .report(
                        entry.location(),
                        "the " + what + " '" + entry.key() + "' of " + ReadContext.directory(path)
                                + " stands here for the second time",
                        "the first is at " + place));
        return first.isEmpty();
    }

    void add(DirectoryPath path, SchemaObject object) {
        parts(path).objects.add(object);
    }

    List<Directory> merged() {
        List<Directory> merged = new ArrayList<>();
        directories.forEach((path, parts) -> merged.add(new Directory(
                path,
                parts.objects,
                parts.comment,
                new Declaration(parts.renamedFrom, parts.ifExists, parts.preventDestroy))));
        return merged;
    }

    private Parts parts(DirectoryPath path) {
        return directories.computeIfAbsent(path, p -> new Parts());
    }

    private static Optional<SourceLocation> firstPlace(
            Map<String, SourceLocation> places, String key, SourceLocation here) {
        return Optional.ofNullable(places.putIfAbsent(key, here));
    }
}

package dev.plumb.dsl.yaml;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.SchemaObject;
import dev.plumb.source.YamlMap;
import java.util.Optional;
import java.util.function.Function;

/** Reads one document: a directory and what is in it. */
final class DirectoryReader {
    private final DirectoryPath path;
    private final YamlMap document;
    private final ReadContext context;
    private final Directories directories;

    private DirectoryReader(DirectoryPath path, YamlMap document, ReadContext context, Directories directories) {
        this.path = path;
        this.document = document;
        this.context = context;
        this.directories = directories;
    }

    /** Reads what a document says of its directory as a whole; empty when it does not say which one it is. */
    static Optional<DirectoryReader> open(YamlMap document, ReadContext context, Directories directories) {
        Optional<DirectoryPath> path = path(document, context);
        path.ifPresentOrElse(p -> directories.open(p, document), context::lost);
        return path.map(p -> new DirectoryReader(p, document, context, directories));
    }

    private static Optional<DirectoryPath> path(YamlMap document, ReadContext context) {
        return document.requiredString("dir").flatMap(text -> {
            try {
                return Optional.of(DirectoryPath.parse(text));
            } catch (IllegalArgumentException e) {
                document.node("dir").ifPresent(node -> context.problems()
                        .report(
                                node.location(),
                                "'dir' must be a path such as library or library/raw; found '" + text + "'",
                                String.valueOf(e.getMessage())));
                return Optional.empty();
            }
        });
    }

    /** Reads what is in the directory; to be called when every document has been opened. */
    void readSections() {
        DefaultNames names = directories.defaultNames(path);
        section("types", "type", entry -> new TypeReader(context, path, entry, names).read());
        section("sequences", "sequence", entry -> SequenceReader.read(context, path, entry));
        section("tables", "table", entry -> new TableReader(context, path, entry, names)
                .read()
                .map(this::withOthers));
        section("views", "view", entry -> new ViewReader(context, path, entry).read());
        context.remove(new RemovalReader(path).readAll(document));
        document.rejectUnknownKeys();
    }

    private SchemaObject withOthers(TableReader.ReadTable read) {
        read.sequences().forEach(s -> directories.add(path, s));
        read.partitions().stream()
                .filter(p -> directories.claim(path, "table", p.entry()))
                .forEach(p -> directories.add(path, p.table()));
        return read.table();
    }

    private void section(String key, String what, Function<YamlMap.Entry, Optional<? extends SchemaObject>> reader) {
        if (document.has(key) && document.map(key).isEmpty()) {
            context.lost();
        }
        document.map(key).ifPresent(section -> {
            for (YamlMap.Entry entry : section.entries()) {
                boolean named = Keys.isNamed(section, entry);
                Optional<? extends SchemaObject> object =
                        named && directories.claim(path, what, entry) ? reader.apply(entry) : Optional.empty();
                object.ifPresentOrElse(o -> directories.add(path, o), context::lost);
            }
        });
    }
}

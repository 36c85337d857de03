package dev.plumb.dsl.yaml;

import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.schema.SpecReading;
import dev.plumb.source.Problems;
import dev.plumb.source.SourceFile;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.SpecException;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlNode;
import dev.plumb.source.YamlSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads YAML files into a spec. One document holds one directory; several documents may add to the same one. Every problem
 * of every file is collected.
 */
public final class SpecReader {
    private SpecReader() {}

    /**
     * Reads files that must be without problems.
     *
     * @throws SpecException with every problem found
     */
    public static Spec read(List<SourceFile> files) {
        return readAll(files).orThrow();
    }

    /** Reads as much as can be understood. */
    public static SpecReading readAll(List<SourceFile> files) {
        Problems problems = new Problems();
        ReadContext context = new ReadContext(problems);
        Directories directories = new Directories(context);
        List<DirectoryReader> readers = files.stream()
                .flatMap(file -> open(file, context, directories).stream())
                .toList();
        readers.forEach(DirectoryReader::readSections);
        Spec spec = new Spec(
                new Schema(directories.merged()), context.locations(), context.arguments(), context.removals());
        return new SpecReading(spec, problems.sorted(), context.isComplete());
    }

    private static List<DirectoryReader> open(SourceFile file, ReadContext context, Directories directories) {
        Problems problems = context.problems();
        int before = problems.count();
        List<YamlNode> documents = YamlSource.parse(file.path(), file.text(), problems);
        if (problems.count() > before) {
            context.lost();
        } else if (documents.isEmpty()) {
            problems.report(
                    new SourceLocation(file.path(), 1, 1),
                    "the file is empty",
                    "write a directory, beginning with 'dir:', or delete the file");
        }
        List<DirectoryReader> readers = new ArrayList<>();
        for (YamlNode document : documents) {
            if (document instanceof YamlMap map) {
                DirectoryReader.open(map, context, directories).ifPresent(readers::add);
            } else {
                context.lost(document, "a document", "a map that begins with 'dir:'");
            }
        }
        return readers;
    }
}

package dev.plumb.dsl.yaml;

import dev.plumb.schema.Directory;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.util.List;

/** Writes directories as YAML that the reader turns back into equal records: the same text for equal directories. */
public final class SpecWriter {
    /** The sections in the order in which they are written. */
    enum Section {
        TYPES("types"),
        SEQUENCES("sequences"),
        TABLES("tables"),
        VIEWS("views");

        private final String key;

        Section(String key) {
            this.key = key;
        }
    }

    private SpecWriter() {}

    /** A whole document. Columns and enum values keep their order, everything else is sorted by name. */
    public static String write(Directory directory) {
        YamlLines lines = new YamlLines();
        OutMap header = new OutMap()
                .text("dir", directory.path().toString())
                .text("comment", directory.comment())
                .declaration(directory.declaration());
        header.writeTo(lines);
        for (Section section : Section.values()) {
            List<SchemaObject> objects = directory.objects().stream()
                    .filter(o -> o.accept(SectionOf.INSTANCE) == section)
                    .filter(o -> !isWrittenWithParent(directory, o))
                    .toList();
            writeSection(lines, section, objects, new ObjectWriter(directory));
        }
        return lines.toString();
    }

    private static boolean isWrittenWithParent(Directory directory, SchemaObject object) {
        return object instanceof Table table
                && table.partitioning()
                        .of()
                        .flatMap(p -> directory.table(p.parent()))
                        .isPresent();
    }

    private static void writeSection(
            YamlLines lines, Section section, List<SchemaObject> objects, ObjectWriter writer) {
        if (objects.isEmpty()) {
            return;
        }
        OutMap out = new OutMap();
        objects.forEach(o -> out.named(o.name(), o.accept(writer)));
        lines.gap();
        new OutMap().section(section.key, out, false).writeTo(lines);
    }
}

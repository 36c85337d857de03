package dev.plumb.dsl.yaml.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.dsl.yaml.SpecReader;
import dev.plumb.dsl.yaml.SpecWriter;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import dev.plumb.source.SourceFile;
import dev.plumb.testing.schema.SchemaGenerator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Generated schemas, full of hostile names and texts: what is edited says what is meant, and all else stays as it was. */
class SpecEditorLawTest {
    private static final int SCHEMAS = 6;

    @Test
    void every_part_can_be_taken_out_and_put_in_again() {
        int edits = 0;
        int refused = 0;
        for (long seed = 0; seed < SCHEMAS; seed++) {
            Schema schema = new SchemaGenerator(seed).schema();
            for (Directory directory : schema.directories()) {
                for (SchemaObject object : directory.objects()) {
                    for (Schema without : withoutEach(schema, directory, object)) {
                        edits++;
                        refused += thereAndBack(schema, without, seed) ? 0 : 1;
                    }
                }
            }
        }
        assertThat(edits).isGreaterThan(20);
        assertThat(refused).as("of %d", edits).isLessThan(edits / 20);
    }

    private static List<Schema> withoutEach(Schema schema, Directory directory, SchemaObject object) {
        List<Schema> all = new ArrayList<>();
        if (object instanceof Table table && !table.isPartition()) {
            table.indexes()
                    .forEach(i -> all.add(with(
                            schema,
                            directory,
                            table.withIndexes(table.indexes().stream()
                                    .filter(o -> !o.equals(i))
                                    .toList()))));
            table.constraints()
                    .forEach(c -> all.add(with(
                            schema,
                            directory,
                            table.withConstraints(table.constraints().stream()
                                    .filter(o -> !o.equals(c))
                                    .toList()))));
        }
        return all;
    }

    private static Schema with(Schema schema, Directory directory, Table table) {
        return new Schema(schema.directories().stream()
                .map(d -> !d.equals(directory)
                        ? d
                        : d.withObjects(d.objects().stream()
                                .map(o -> o.name().equals(table.name()) && o instanceof Table ? table : o)
                                .toList()))
                .toList());
    }

    /** False when the editor says that it cannot; whatever it writes is right. */
    private static boolean thereAndBack(Schema schema, Schema other, long seed) {
        SpecEditor editor = new SpecEditor(write(schema));
        try {
            edit(editor, schema, other);
            assertThat(SpecReader.read(editor.files()).schema())
                    .as("seed %d", seed)
                    .isEqualTo(other);
            edit(editor, other, schema);
        } catch (CannotEditException e) {
            return false;
        }
        assertThat(SpecReader.read(editor.files()).schema()).as("seed %d", seed).isEqualTo(schema);
        return true;
    }

    private static void edit(SpecEditor editor, Schema from, Schema to) {
        Things before = new Things(from);
        Things after = new Things(to);
        Set<Address> all = new LinkedHashSet<>();
        for (Schema schema : List.of(from, to)) {
            schema.directories()
                    .forEach(d -> d.objects().forEach(o -> all.addAll(new Things(schema).around(o.address(d.path())))));
        }
        all.stream().filter(a -> !before.at(a).equals(after.at(a))).forEach(a -> editor.edit(a, to));
    }

    private static List<SourceFile> write(Schema schema) {
        return schema.directories().stream()
                .map(d -> new SourceFile("schema/" + d.path().schemaName() + ".yaml", SpecWriter.write(d)))
                .toList();
    }
}

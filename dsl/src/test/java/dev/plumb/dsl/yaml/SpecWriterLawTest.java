package dev.plumb.dsl.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.Directory;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SpecReading;
import dev.plumb.source.SourceFile;
import dev.plumb.testing.schema.SchemaGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecWriterLawTest {
    private static final int SCHEMAS = 600;

    @Test
    void what_is_written_is_read_back_as_equal_records() {
        for (long seed = 0; seed < SCHEMAS; seed++) {
            Schema schema = schema(seed);
            List<SourceFile> files = write(schema);
            SpecReading reading = SpecReader.readAll(files);

            assertThat(reading.problems()).as("seed %d%n%s", seed, files).isEmpty();
            assertThat(reading.complete()).isTrue();
            for (Directory directory : schema.directories()) {
                assertThat(reading.spec().schema().directory(directory.path()))
                        .as("seed %d%n%s", seed, files)
                        .contains(directory);
            }
            assertThat(reading.spec().schema()).isEqualTo(schema);
        }
    }

    @Test
    void equal_schemas_are_written_as_equal_texts() {
        for (long seed = 0; seed < SCHEMAS / 10; seed++) {
            Schema schema = schema(seed);
            List<SourceFile> files = write(schema);

            assertThat(write(SpecReader.read(files).schema())).isEqualTo(files);
        }
    }

    private static Schema schema(long seed) {
        return seed % 2 == 0
                ? new SchemaGenerator(seed).schema()
                : SchemaGenerator.computing(seed).schema();
    }

    private static List<SourceFile> write(Schema schema) {
        return schema.directories().stream()
                .map(d -> new SourceFile("schema/" + d.path().schemaName() + ".yaml", SpecWriter.write(d)))
                .toList();
    }
}

package dev.plumb.dsl.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.Directory;
import dev.plumb.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class SpecWriterTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/plumb/dsl/yaml");

    private static Directory read(String text) {
        return SpecReader.read(List.of(new SourceFile("a.yaml", text)))
                .schema()
                .directories()
                .get(0);
    }

    @Test
    void the_library_looks_as_a_person_would_write_it() throws IOException {
        Directory library = read(Files.readString(FOLDER.resolve("corpus/accept/library.yaml")));

        assertThat(SpecWriter.write(library)).isEqualTo(Files.readString(FOLDER.resolve("written/library.yaml")));
    }

    @Test
    void names_are_texts_for_a_reader_of_yaml_1_1_too() {
        Directory directory =
                read("dir: no\ntables: {yes: {columns: {on: text, 1e3: text, 12:30: text, ~: text, =: text}}}");
        Object loaded = new Yaml().load(SpecWriter.write(directory));

        assertThat(loaded)
                .hasToString("{dir=no, tables={yes={columns={on=text, 1e3=text, 12:30=text, ~=text, ==text}}}}");
    }

    @Test
    void a_column_that_the_short_form_cannot_say_takes_the_long_one() {
        String text = """
                dir: a

                tables:
                  t:
                    columns:
                      short: text collate "C" not null default 'x'
                      commented: {type: text, comment: said}
                      several_lines:
                        type: text
                        default: |
                          'one
                          two'
                      negated: {type: boolean, default: not true}
                """;

        assertThat(SpecWriter.write(read(text))).isEqualTo(text);
    }
}

package dev.plumb.dsl.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.schema.SpecReading;
import dev.plumb.source.SourceFile;
import dev.plumb.source.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every message as a person sees it, all problems of all files in one run. */
class MessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/plumb/dsl/yaml/messages");

    @Test
    void all_problems_of_all_files_are_told_in_order() throws IOException {
        SpecReading reading = SpecReader.readAll(files());
        String told = reading.problems().stream().map(p -> p + "\n").collect(Collectors.joining());

        assertThat(told).isEqualTo(Files.readString(FOLDER.resolve("messages.txt")));
        assertThat(reading.complete()).isFalse();
    }

    @Test
    void a_spec_with_problems_is_not_read() throws IOException {
        List<SourceFile> files = files();

        assertThatThrownBy(() -> SpecReader.read(files))
                .isInstanceOfSatisfying(SpecException.class, e -> assertThat(e.problems())
                        .isEqualTo(SpecReader.readAll(files).problems()));
    }

    private static List<SourceFile> files() throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (String name : List.of("tabs", "library", "library-again", "empty", "list")) {
            files.add(new SourceFile("schema/" + name + ".yaml", Files.readString(FOLDER.resolve(name + ".yaml"))));
        }
        return files;
    }
}

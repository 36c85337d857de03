package dev.plumb.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The template that people copy compiles and works, as a jar in a project. */
class FunctionTemplateTest {
    private static final Path TEMPLATE = Path.of("..", "examples", "function-template", "src", "main");

    @TempDir
    Path root;

    @Test
    void theTemplateWorksInAJarOfAProject() throws Exception {
        Files.createDirectory(root.resolve("plugins"));
        String source = Files.readString(TEMPLATE.resolve("java/com/example/plumb/ReadingTime.java"));
        String service =
                Files.readString(TEMPLATE.resolve("resources/META-INF/services/dev.plumb.plugin.ColumnFunction"));
        PluginJar.empty()
                .with("com.example.plumb.ReadingTime", source)
                .naming(service.strip())
                .write(root.resolve("plugins/reading-time.jar"));
        try (FunctionCatalog catalog = FunctionCatalog.of(root)) {
            assertThat(catalog.problems()).isEmpty();
            LoadedFunction function = catalog.find("example.reading_time").orElseThrow();
            Arguments row = function.description()
                    .signature()
                    .arguments(Map.of("text", "one two three", "words_per_minute", 2));
            assertThat(function.compute(List.of(row), OptionalInt.empty())).containsExactly(Outcome.value(2));
            assertThat(function.problems(function.description()
                            .signature()
                            .constants(Map.of("words_per_minute", 0), Set.of("text"))))
                    .containsExactly("words_per_minute is 0, expected at least 1");
        }
    }
}

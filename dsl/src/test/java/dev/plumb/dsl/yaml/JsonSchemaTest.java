package dev.plumb.dsl.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceFile;
import dev.plumb.testing.schema.SchemaGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schema for editors and the reader accept and reject the same files, as far as structure goes. */
class JsonSchemaTest {
    private static final Path CORPUS = Path.of("src/test/resources/dev/plumb/dsl/yaml/corpus");
    private static final int SCHEMAS = 40;
    private static final int MUTATIONS = 20;

    private final Schema schema = load();

    static Stream<Path> accepted() throws IOException {
        return files("accept");
    }

    static Stream<Path> rejected() throws IOException {
        return files("reject");
    }

    @ParameterizedTest
    @MethodSource
    void accepted(Path file) throws IOException {
        for (String document : documents(file)) {
            assertThat(complaints(document)).as(document).isEmpty();
            assertThat(problems(document)).as(document).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource
    void rejected(Path file) throws IOException {
        for (String document : documents(file)) {
            assertThat(complaints(document)).as(document).isNotEmpty();
            assertThat(problems(document)).as(document).isNotEmpty();
        }
    }

    @Test
    void whatever_the_writer_writes_is_accepted() {
        for (long seed = 0; seed < SCHEMAS; seed++) {
            for (String document : written(seed)) {
                assertThat(complaints(document))
                        .as("seed %d%n%s", seed, document)
                        .isEmpty();
            }
        }
    }

    @Test
    void both_judge_broken_specs_alike() {
        int rejected = 0;
        for (long seed = 0; seed < SCHEMAS; seed++) {
            for (String document : written(seed)) {
                JsonMutations mutations = new JsonMutations(seed, CoreSchemaYaml.parse(document));
                for (int i = 0; i < MUTATIONS; i++) {
                    String mutated = mutations.next();
                    List<String> complaints = complaints(mutated);
                    List<String> problems = problems(mutated);

                    assertThat(problems.isEmpty())
                            .as(
                                    "seed %d: %s%nreader %s%nschema %s%n%s",
                                    seed, mutations.last(), problems, complaints, mutated)
                            .isEqualTo(complaints.isEmpty());
                    rejected += problems.isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(rejected).isGreaterThan(SCHEMAS);
    }

    private static List<String> written(long seed) {
        return SchemaGenerator.computing(seed).schema().directories().stream()
                .map(SpecWriter::write)
                .toList();
    }

    private List<String> complaints(String document) {
        JsonNode json = CoreSchemaYaml.parse(document);
        return schema.validate(json).stream().map(Object::toString).toList();
    }

    private static List<String> problems(String document) {
        return SpecReader.readAll(List.of(new SourceFile("a.yaml", document))).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }

    /** Each document stands alone, so that one problem cannot hide another's absence. */
    private static List<String> documents(Path file) throws IOException {
        List<String> documents = new ArrayList<>();
        for (String document : Files.readString(file).split("(?m)^---\\n")) {
            if (!document.isBlank()) {
                documents.add(document);
            }
        }
        return documents;
    }

    private static Schema load() {
        try (InputStream in = SpecReader.class.getResourceAsStream("plumb.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

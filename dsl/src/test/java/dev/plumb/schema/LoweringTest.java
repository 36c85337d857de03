package dev.plumb.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.dsl.yaml.SpecReader;
import dev.plumb.source.SourceFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoweringTest {
    private static final Spec SPEC = SpecReader.read(List.of(new SourceFile("a.yaml", """
            dir: library
            tables:
              documents:
                columns: {id: bigint, body: text}
                computed:
                  c: {type: integer, sql: length(a), comment: Length}
                  a: {type: text, function: f, args: {x: body}}
                  b: {type: text, sql: lower(body), nullable: false}
                indexes:
                  alike: {embedding: a, function: embed.hashing, dimensions: 8}
            """)));
    private static final DirectoryPath LIBRARY = DirectoryPath.of("library");

    @Test
    void everyComputedColumnComesAfterItsInputsAndElseInDeclaredOrder() {
        assertThat(table(SPEC).computedInOrder())
                .extracting(ComputedColumn::name)
                .containsExactly("a", "c", "b", "alike");
    }

    @Test
    void postgresqlSeesOrdinaryColumnsThatMayBeNull() {
        Table lowered = table(SPEC.lowered());

        assertThat(lowered.isComputing()).isFalse();
        assertThat(lowered.columns())
                .extracting(Column::name)
                .containsExactlyElementsOf(table(SPEC).columnNames())
                .containsExactly("id", "body", "c", "a", "b", "alike");
        assertThat(lowered.columns())
                .extracting(Column::type)
                .containsExactly("bigint", "text", "integer", "text", "text", "real[]");
        assertThat(lowered.columns()).noneMatch(Column::notNull);
        assertThat(lowered.column("c").orElseThrow().comment()).contains("Length");
    }

    @Test
    void aHiddenColumnStandsWhereItsIndexDoes() {
        Address hidden = Address.of(ObjectKind.COLUMN, LIBRARY, "documents", "alike");
        Address index = Address.of(ObjectKind.INDEX, LIBRARY, "documents", "alike");

        assertThat(SPEC.lowered().location(hidden))
                .isEqualTo(SPEC.location(index))
                .isPresent();
    }

    @Test
    void whereTheServerHasPgvectorTheIndexIsOneOfItsOwn() {
        Table written = table(SPEC);
        Table lowered = written.withEmbeddings(written.embeddings().stream()
                        .map(e -> e.withStore(VectorStore.PGVECTOR))
                        .toList())
                .lowered();

        assertThat(table(SPEC.lowered()).indexes()).isEmpty();
        assertThat(lowered.column("alike").orElseThrow().type()).isEqualTo("vector(8)");
        assertThat(lowered.indexes()).singleElement().satisfies(index -> {
            assertThat(index.name()).isEqualTo("alike");
            assertThat(index.method()).isEqualTo("hnsw");
            assertThat(index.elements()).containsExactly("alike vector_cosine_ops");
        });
    }

    @Test
    void variablesAreFilledIn() {
        VariableText text = new VariableText("${A}-$${B}-${C_1}${not one}${open");

        assertThat(text.variables()).containsExactly("A", "C_1");
        assertThat(text.malformed()).containsExactly("${not one}", "${open");
        assertThat(new VariableText("${A}-$${A}$").filled(Map.of("A", "$1")::get))
                .isEqualTo("$1-${A}$");
    }

    private static Table table(Spec spec) {
        return spec.schema().directory(LIBRARY).orElseThrow().table("documents").orElseThrow();
    }
}

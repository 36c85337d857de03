package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb compile} and {@code plumb preview --model}. */
final class CompileCommandTest {
    private static final String JAVA = """
            import dev.plumb.dsl.SchemaBuilder;
            import dev.plumb.dsl.SchemaDefinition;

            public class Refunds implements SchemaDefinition {
                @Override
                public void define(SchemaBuilder schema) {
                    schema.directory("shop").table("refunds", t -> {
                        t.column("id", "bigint not null");
                        t.column("order_id", "bigint references orders(id)");
                        t.primaryKey("id");
                    });
                }
            }
            """;

    @TempDir
    Path folder;

    private static Outcome ok(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    @Test
    void whatYamlAndJavaDeclareIsPlannedFromOneDocumentInAFolderThatHasNeither() throws IOException {
        Shop shop = Shop.in(folder).applied();
        shop.shell().file("schema/Refunds.java", JAVA).file("migrations/data/1-rows.sql", "select 1;\n");
        ok(shop.plumb("compile", "-o", "model.json"));
        String wanted = ok(shop.plumb("preview")).out();
        Files.delete(folder.resolve("schema/Refunds.java"));
        Files.delete(folder.resolve("migrations/data/1-rows.sql"));

        Outcome outcome = ok(shop.plumb("preview", "--model", "model.json"));

        assertThat(outcome.out())
                .isEqualTo(wanted)
                .contains("`+ shop/refunds` create table: declared, not in the database (`schema/Refunds.java:7`)")
                .contains("migrations/data/1-rows.sql");
    }

    @Test
    void aMistakeIsFoundWhenItIsCompiled() {
        Shop shop = Shop.in(folder).declaring("dir: shop\ntables: {orders: {colums: {}}}\n");
        Outcome outcome = shop.plumb("compile");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("schema/shop.yaml:2:19");
    }

    @Test
    void aFileThatIsNotThereHasToBeWrittenFirst() {
        assertThat(Shop.in(folder).plumb("preview", "--model", "missing.json")).isEqualTo(new Outcome(64, "", """
                error: there is no file missing.json
                  next: write it with plumb compile -o missing.json
                """));
    }

    @Test
    void onlyWhatWasCompiledAndNotChangedIsPlannedFrom() throws IOException {
        Shop shop = Shop.in(folder);
        ok(shop.plumb("compile", "-o", "model.json"));
        Path model = folder.resolve("model.json");
        Files.writeString(model, Files.readString(model).replace("customer", "client"));
        assertThat(shop.plumb("preview", "--model", "model.json")).isEqualTo(new Outcome(64, "", """
                error: model.json is no compiled spec that can be used: its checksum does not fit: it was changed after it was written
                  next: make a new one: plumb compile -o FILE
                """));
        shop.shell().file("model.json", "{}");
        assertThat(shop.plumb("preview", "--model", "model.json").err())
                .startsWith("error: model.json is no compiled spec\n");
        assertThat(shop.plumb("preview", "--model", "modle.json").exitCode()).isEqualTo(64);
    }
}

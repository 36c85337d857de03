package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.environment.Project;
import dev.plumb.schema.Directory;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Spec;
import dev.plumb.source.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecFilesTest {
    private static final String JAVA = """
            public class Accounts implements dev.plumb.dsl.SchemaDefinition {
                public void define(dev.plumb.dsl.SchemaBuilder schema) {
                    schema.directory("accounts").table("users", t -> t.column("id", "int primary key"));
                }
            }
            """;

    @TempDir
    Path root;

    @BeforeEach
    void makeItAProject() throws IOException {
        Files.createDirectories(root.resolve("schema"));
        Files.writeString(root.resolve("plumb.yaml"), "external: []");
    }

    @Test
    void yamlAndJavaDeclareOneSpecTogether() throws IOException {
        write("schema/Accounts.java", JAVA);
        write("schema/accounts.yaml", """
                dir: accounts
                tables:
                  sessions: {columns: {user_id: int references users}}
                """);
        Spec spec = Plumb.validate(project());
        Directory accounts = spec.schema().directories().get(0);
        assertThat(accounts.objects()).extracting(SchemaObject::name).containsExactly("sessions", "users");
    }

    @Test
    void whatBothDeclareIsAProblem() throws IOException {
        write("schema/Accounts.java", JAVA);
        write("schema/accounts.yaml", """
                dir: accounts
                tables:
                  users: {columns: {name: text}}
                """);
        assertThatThrownBy(() -> Plumb.validate(project()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("table accounts/users is declared twice");
    }

    @Test
    void problemsOfBothLanguagesComeTogether() throws IOException {
        write("schema/Accounts.java", JAVA.replace("int primary key", "int primary"));
        write("schema/b.yaml", "dir: b\ntabels: {}\n");
        assertThatThrownBy(() -> Plumb.validate(project()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("schema/Accounts.java:3:1: column 'id': expected 'key', found the end")
                .hasMessageContaining("schema/b.yaml:2:1: ");
    }

    private Project project() {
        return Project.open(root, Map.of());
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(root.resolve(path), text);
    }
}

package dev.plumb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecFilesTest {
    @TempDir
    Path root;

    @BeforeEach
    void makeItAProject() throws IOException {
        Files.writeString(root.resolve("plumb.yaml"), "external: [legacy]");
    }

    private Project project() {
        return Project.open(root, Map.of());
    }

    private Path write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void assertProblems(String... problems) {
        assertThatThrownBy(() -> project().specFiles())
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems()).map(Problem::toString).containsExactly(problems));
    }

    @Test
    void areYamlAndJavaOfAnyDepthInOrder() throws IOException {
        write("schema/b.yml", "");
        write("schema/a/z.yaml", "");
        write("schema/a.yaml", "");
        write("schema/A.java", "");
        write("schema/notes.txt", "");
        write("schema/.hidden.yaml", "");
        write("schema/.git/x.yaml", "");
        write("other.yaml", "");
        assertThat(project().specFiles())
                .map(SpecFile::path)
                .containsExactly("schema/A.java", "schema/a.yaml", "schema/a/z.yaml", "schema/b.yml");
        assertThat(project().specFiles()).map(SpecFile::isJava).containsExactly(true, false, false, false);
    }

    @Test
    void mayBeBehindLinksEvenIfTheseGoInCircles() throws IOException {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("x.yaml"), "");
        write("schema/a/y.yaml", "");
        Files.createSymbolicLink(root.resolve("schema/linked"), elsewhere);
        Files.createSymbolicLink(root.resolve("schema/a/back"), root.resolve("schema"));
        Files.createSymbolicLink(elsewhere.resolve("self"), elsewhere);
        assertThat(project().specFiles())
                .map(SpecFile::path)
                .containsExactly("schema/a/y.yaml", "schema/linked/x.yaml");
    }

    @Test
    void thatAreNoFilesAreReported() throws Exception {
        write("schema/a.yaml", "");
        Files.createDirectory(root.resolve("schema/library.yaml"));
        Files.createSymbolicLink(root.resolve("schema/gone.yaml"), root.resolve("nowhere"));
        Process mkfifo =
                new ProcessBuilder("mkfifo", root.resolve("schema/pipe.yaml").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        assertProblems(
                "schema/gone.yaml is a link to nothing; correct or remove it",
                "schema/library.yaml is a folder; a file was expected; rename it",
                "schema/pipe.yaml is not a plain file; remove it");
    }

    @Test
    void thatAreMissingAreExplained() throws IOException {
        String remedy = "; write schema/<directory>.yaml, or run 'plumb init'";
        Path schema = root.resolve("schema");
        assertProblems(schema + " does not exist" + remedy);
        Files.createFile(schema);
        assertProblems(schema + " is a file; a folder was expected" + remedy);
        Files.delete(schema);
        write("schema/data.sql", "");
        assertProblems(schema + " holds no spec: no .yaml, .yml or .java file" + remedy);
    }

    @Test
    void hashTheSameUntilAnyOfThemChanges() throws IOException {
        write("schema/a.yaml", "dir: a");
        write("schema/b.yaml", "dir: b");
        write("schema/notes.txt", "one");
        String hash = project().specHash("1.0");
        assertThat(hash).matches("[0-9a-f]{64}");
        write("schema/notes.txt", "two");
        assertThat(project().specHash("1.0")).isEqualTo(hash);
        assertThat(project().specHash("1.1")).isNotEqualTo(hash);
        write("schema/a.yaml", "dir: A");
        assertThat(project().specHash("1.0")).isNotEqualTo(hash);
        write("schema/a.yaml", "dir: a");
        Files.move(root.resolve("schema/b.yaml"), root.resolve("schema/c.yaml"));
        assertThat(project().specHash("1.0")).isNotEqualTo(hash);
        Files.move(root.resolve("schema/c.yaml"), root.resolve("schema/b.yaml"));
        Files.writeString(root.resolve("plumb.yaml"), "external: []");
        assertThat(project().specHash("1.0")).isNotEqualTo(hash);
    }

    @Test
    void hashDifferentlyWhenTextMovesFromOneToTheNext() throws IOException {
        write("schema/a.yaml", "xy");
        write("schema/b.yaml", "z");
        String hash = project().specHash("");
        write("schema/a.yaml", "x");
        write("schema/b.yaml", "yz");
        assertThat(project().specHash("")).isNotEqualTo(hash);
    }
}

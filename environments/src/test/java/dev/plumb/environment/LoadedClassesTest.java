package dev.plumb.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.environment.database.Database;
import dev.plumb.testing.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command starts fast because it loads only what it needs. */
class LoadedClassesTest {
    @TempDir
    Path root;

    /** What a command does with a project. */
    public static void main(String[] arguments) throws SQLException {
        Project project = Project.open(Path.of(arguments[0]), Map.of());
        try (Database database = Databases.open(project, project.environment(Optional.empty()));
                Connection connection = database.connect()) {
            connection.createStatement().close();
        }
    }

    private Stream<String> classesLoadedFor(String database) throws IOException, InterruptedException {
        Files.writeString(root.resolve("plumb.yaml"), "environments: {dev: {database: '" + database + "'}}");
        Path log = root.resolve("classes.log");
        Process command = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-Dplumb.postgres.binaries=" + System.getProperty("plumb.postgres.binaries"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadedClassesTest.class.getName(),
                        root.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor()).as(output).isZero();
        return Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^(\\[[^]]*])*\\s*", ""))
                .map(line -> line.split(" ")[0]);
    }

    @Test
    void aDatabaseElsewhereNeedsNeitherTheEmbeddedServerNorGit() throws Exception {
        String url = TestPostgres.latest().newDatabase().url();
        assertThat(classesLoadedFor(url))
                .contains("dev.plumb.environment.database.UrlDatabase")
                .noneMatch(name -> name.startsWith("dev.plumb.environment.embedded.")
                        || name.startsWith("org.apache.commons.")
                        || name.startsWith("org.tukaani.")
                        || name.startsWith("org.eclipse.jgit.")
                        || name.startsWith("io.zonky."));
    }

    @Test
    void anEmbeddedServerThatIsUnpackedNeedsNoUnpacking() throws Exception {
        classesLoadedFor("embedded").close();
        assertThat(classesLoadedFor("embedded"))
                .contains("dev.plumb.environment.embedded.EmbeddedServer")
                .noneMatch(name -> name.startsWith("org.apache.commons.")
                        || name.startsWith("org.tukaani.")
                        || name.startsWith("org.eclipse.jgit.")
                        || name.startsWith("io.zonky."));
    }
}

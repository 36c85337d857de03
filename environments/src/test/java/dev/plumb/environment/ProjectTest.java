package dev.plumb.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.environment.database.Database;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    @TempDir
    Path root;

    private Project project(String file, Map<String, String> variables) throws IOException {
        Files.writeString(root.resolve("plumb.yaml"), file);
        return Project.open(root, variables);
    }

    private Project project(String file) throws IOException {
        return project(file, Map.of());
    }

    private static void assertProblems(ThrowingCallable call, String... problems) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SpecException.class, e -> assertThat(e.problems())
                .map(Problem::toString)
                .containsExactly(problems));
    }

    @Test
    void isWhatItsFileSays() throws IOException {
        Project project = project("""
                project: shop
                external: [legacy, audit]
                environments:
                  dev: {database: embedded, version: 16}
                  prod: {database: "postgresql://app@db/shop", namespace: ""}
                """);
        assertThat(project.name()).isEqualTo("shop");
        assertThat(project.external()).containsExactly("legacy", "audit");
        assertThat(project.environmentNames()).containsExactly("dev", "prod");
        Environment dev = project.environment(Optional.of("dev"));
        assertThat(dev.name()).isEqualTo("dev");
        assertThat(dev.namespace()).isEqualTo("dev_");
        assertThat(dev.target()).isEqualTo(new DatabaseTarget.Embedded(16, "dev"));
        assertThat(dev.rules()).isEqualTo(Rules.DEFAULT);
        Environment prod = project.environment(Optional.of("prod"));
        assertThat(prod.namespace()).isEmpty();
        try (Database database = Databases.open(project, prod)) {
            assertThat(database.description()).isEqualTo("shop on db:5432");
        }
    }

    @Test
    void isCalledLikeItsFolderAndUsesItsOnlyEnvironment() throws IOException {
        Project project = project("environments: {dev: {database: embedded}}");
        assertThat(project.name()).isEqualTo(root.getFileName().toString());
        Environment dev = project.environment(Optional.empty());
        assertThat(dev.name()).isEqualTo("dev");
        assertThat(dev.target()).isEqualTo(new DatabaseTarget.Embedded(18, "dev"));
    }

    @Test
    void variablesComeFromTheProcessAndThenFromTheFile() throws IOException {
        Files.writeString(root.resolve(".env"), "# local\nHOST=file\nUSER_NAME='bob' # quoted\nSECRET=\"a b#c\"\n\n");
        String file =
                "environments: {e: {database: 'postgresql://${USER_NAME}@${HOST}/d?options=$${X}', namespace: '${P}'}}";
        Project project = project(file, Map.of("HOST", "process", "P", "x_"));
        Environment environment = project.environment(Optional.empty());
        assertThat(environment.namespace()).isEqualTo("x_");
        assertThat(environment.target()).isInstanceOfSatisfying(DatabaseTarget.Url.class, url -> {
            assertThat(url.settings()).hasToString("bob@d on process:5432");
            assertThat(url.settings().properties()).containsEntry("options", "${X}");
        });
        assertThat(project.processVariables()).containsEntry("SECRET", "a b#c");
        assertThat(System.getProperty("SECRET")).isNull();
    }

    @Test
    void aVariableThatIsNotSetIsAProblemOfItsEnvironmentOnly() throws IOException {
        Project project = project("""
                environments:
                  dev: {database: embedded}
                  prod:
                    database: "postgresql://app:${PASWORD}@${HOST}/shop"
                    namespace: ${1x}
                """, Map.of("PASSWORD", "secret"));
        assertThat(project.environment(Optional.of("dev")).name()).isEqualTo("dev");
        assertProblems(
                () -> project.environment(Optional.of("prod")),
                "plumb.yaml:4:33: the variable PASWORD is not set; set it in the environment or in .env;"
                        + " did you mean PASSWORD?",
                "plumb.yaml:4:44: the variable HOST is not set; set it in the environment or in .env",
                "plumb.yaml:5:16: '${1x}' does not name a variable;"
                        + " write ${NAME}, or $${ for the two characters themselves");
    }

    @Test
    void theEnvironmentIsNeverGuessed() throws IOException {
        Project several = project("environments: {dev: {database: embedded}, prod: {database: embedded}}");
        assertProblems(
                () -> several.environment(Optional.empty()),
                "plumb.yaml has several environments and none was chosen; choose with -e: dev, prod");
        assertProblems(
                () -> several.environment(Optional.of("prd")),
                "plumb.yaml has no environment 'prd'; did you mean 'prod'?");
        assertProblems(
                () -> several.environment(Optional.of("staging")),
                "plumb.yaml has no environment 'staging'; there are dev, prod");
        Project none = project("project: x");
        assertProblems(
                () -> none.environment(Optional.empty()),
                "plumb.yaml has no environments; add one: environments: {dev: {database: embedded}}");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertProblems(
                () -> project("""
                        projekt: x
                        environments:
                          dev: {database: embedded, version: 13}
                          ../up: {database: embedded}
                          prod: {databse: x}
                          live: {database: "postgresql://h/d", version: 15}
                          dev: {database: embedded}
                          url: postgresql://user:secret@host/database
                        """),
                "plumb.yaml:1:1: unknown key 'projekt'; did you mean 'project'?",
                "plumb.yaml:3:29: there is no embedded PostgreSQL 13; choose 14 to 18",
                "plumb.yaml:4:3: an environment cannot be called '../up';"
                        + " use letters, digits, '_', '-' and '.', beginning with a letter or digit, at most 60",
                "plumb.yaml:5:9: the key 'database' is missing",
                "plumb.yaml:5:10: unknown key 'databse'; did you mean 'database'?",
                "plumb.yaml:6:40: 'version' goes with 'database: embedded' only; remove it",
                "plumb.yaml:7:3: the key 'dev' stands here for the second time; the first is at plumb.yaml:3:3",
                "plumb.yaml:8:8: environment 'url' must be a map; found the text 'postgresql://user:****@host/database'");
    }

    @Test
    void aUrlThatCannotBeReadIsExplainedWithoutItsSecret() throws IOException {
        Project project =
                project("environments: {e: {database: 'postgresql://u:${PW}@h/d?sslmode=on'}}", Map.of("PW", "secret"));
        assertProblems(
                () -> project.environment(Optional.empty()),
                "plumb.yaml:1:30: the database of environment 'e': sslmode cannot be 'on';"
                        + " it is one of allow, disable, prefer, require, verify-ca, verify-full");
    }

    @Test
    void aNamespaceCannotLookLikePostgresqlsOrPlumbsOwn() throws IOException {
        Project project =
                project("environments: {plumb: {database: embedded}, x: {database: embedded, namespace: pg_x}}");
        assertProblems(
                () -> project.environment(Optional.of("plumb")),
                "plumb.yaml:1:34: the namespace 'plumb_' of environment 'plumb' is reserved for Plumb's own schemas;"
                        + " write another 'namespace:'");
        assertProblems(
                () -> project.environment(Optional.of("x")),
                "plumb.yaml:1:80: the namespace 'pg_x' of environment 'x' is reserved for PostgreSQL's own schemas;"
                        + " write another 'namespace:'");
    }

    @Test
    void aFolderThatIsNoProjectIsSaidToBeNone() throws IOException {
        String init = "; run 'plumb init' to make a project, or choose its folder with -C";
        assertProblems(() -> Project.open(root, Map.of()), "there is no plumb.yaml in " + root + init);
        assertProblems(() -> Project.open(root.resolve("x"), Map.of()), root.resolve("x") + " does not exist" + init);
        Path file = Files.writeString(root.resolve("file"), "");
        assertProblems(() -> Project.open(file, Map.of()), file + " is not a folder" + init);
        Path within = Files.createDirectories(root.resolve("project/schema"));
        Files.createFile(root.resolve("project/plumb.yaml"));
        assertProblems(
                () -> Project.open(within, Map.of()),
                "there is no plumb.yaml in " + within + "; there is one above it: -C " + root.resolve("project"));
        assertProblems(
                () -> Project.open(root.resolve("project"), Map.of()),
                root.resolve("project/plumb.yaml") + " is empty; it needs at least 'environments:'");
        Files.createDirectory(root.resolve("plumb.yaml"));
        assertProblems(
                () -> Project.open(root, Map.of()),
                root.resolve("plumb.yaml") + " is not a file; remove it, then" + init.substring(1));
    }

    @Test
    void aFileOfVariablesThatCannotBeReadDoesNotShowItsLines() throws IOException {
        Files.writeString(root.resolve(".env"), "A=1\nthe secret\n");
        assertProblems(
                () -> project("environments: {}"),
                ".env:2:1: this is neither NAME=value nor a comment;"
                        + " write NAME=value, with quotes around a value that has spaces or a '#'");
        Files.writeString(root.resolve(".env"), "A=1\nPASSWORD=sec#ret\n");
        assertProblems(
                () -> project("environments: {}"),
                ".env:2:13: this '#' would end the value; put the value in quotes, or a space before a comment");
    }

    @Test
    void listsNothingWithoutEnvironments() throws IOException {
        assertThat(project("environments: {}").environmentNames()).isEqualTo(List.of());
    }
}

package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InitCommandTest {
    @TempDir
    Path folder;

    @Test
    void writesAProjectIntoANewFolder() {
        assertThat(Shell.in(folder).plumb("init", "shop"))
                .isEqualTo(new Outcome(0, """
                                wrote shop/plumb.yaml
                                wrote shop/schema/app.yaml
                                wrote shop/schema/plumb.schema.json
                                wrote shop/.gitignore
                                """, "Next: plumb apply -C shop\n"));
        assertThat(folder.resolve("shop/plumb.yaml")).content().contains("project: shop\n");
    }

    @Test
    void writesIntoTheCurrentFolderByDefault() {
        assertThat(Shell.in(folder).plumb("init").err()).isEqualTo("Next: plumb apply\n");
        assertThat(folder.resolve("plumb.yaml")).exists();
    }

    @Test
    void suggestsNothingToAMachine() {
        assertThat(Shell.in(folder).with("CI", "true").plumb("init").err()).isEmpty();
    }

    @Test
    void overwritesNothing() throws IOException {
        Shell shell = Shell.in(folder).file("schema/app.yaml", "mine");
        assertThat(shell.plumb("init")).isEqualTo(new Outcome(64, "", """
                                error: there is already schema/app.yaml, and nothing is overwritten
                                  next: name another folder: plumb init DIR
                                """));
        assertThat(folder.resolve("plumb.yaml")).doesNotExist();
        assertThat(Files.readString(folder.resolve("schema/app.yaml"))).isEqualTo("mine");
    }

    @Test
    void installsAHookThatLetsNoInvalidSpecBeCommitted() throws Exception {
        Shell shell = Shell.in(folder);
        shell.plumb("init", "db");
        assertThat(shell.plumb("init", "--hook", "-C", "db").err()).contains("is in no Git repository");
        Git.init().setDirectory(folder.toFile()).call().close();
        assertThat(shell.plumb("init", "--hook", "-C", "db"))
                .isEqualTo(new Outcome(0, "wrote .git/hooks/pre-commit\n", ""));
        assertThat(shell.plumb("init", "--hook", "-C", "db").out()).isEqualTo("was there: .git/hooks/pre-commit\n");
        Path hook = folder.resolve(".git/hooks/pre-commit");
        assertThat(hook).isExecutable().hasContent("""
                #!/bin/sh
                # Installed by 'plumb init --hook': a commit that changes the project is made only if its spec is valid.
                git diff --cached --quiet -- 'db/' && exit 0
                exec plumb validate -C 'db/'
                """);
        Files.writeString(hook, "#!/bin/sh\n");
        assertThat(shell.plumb("init", "--hook", "-C", "db")).isEqualTo(new Outcome(64, "", """
                error: there is another hook already: .git/hooks/pre-commit
                  next: add this line to it: plumb validate -C 'db/'
                """));
        assertThat(shell.plumb("init", "--hook").err()).contains("there is no plumb.yaml in");
    }

    @Test
    void aFileInPlaceOfTheFolderIsAUsageError() {
        Outcome outcome = Shell.in(folder).file("shop", "").plumb("init", "shop");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("shop is a file");
    }

    @Test
    void theProjectIsValid() {
        Shell shell = Shell.in(folder);
        shell.plumb("init");
        assertThat(shell.plumb("validate").exitCode()).isZero();
    }
}

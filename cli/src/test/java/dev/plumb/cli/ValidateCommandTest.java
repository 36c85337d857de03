package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ValidateCommandTest {
    private static final String PLUMB_YAML = "environments: {dev: {database: embedded}}\n";

    @TempDir
    Path folder;

    @Test
    void aValidProjectIsCounted() {
        Shell shell = Shell.in(folder)
                .file("plumb.yaml", PLUMB_YAML)
                .file("schema/a.yaml", "dir: a\ntables: {t: {columns: {id: integer}}}\n");
        assertThat(shell.plumb("validate")).isEqualTo(new Outcome(0, "valid: 1 directory, 1 table\n", ""));
    }

    @Test
    void everyMistakeIsNamedWithItsPlaceAndTheNearestRightWord() {
        Shell shell = Shell.in(folder)
                .file("plumb.yaml", PLUMB_YAML)
                .file("schema/a.yaml", "dir: a\ntabels: {}\n")
                .file("schema/b.yaml", "dir: b\ntables: {t: {colums: {id: integer}}}\n");
        Outcome outcome = shell.plumb("validate");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("error: ", "  where: schema/a.yaml:2:1\n", "tables")
                .contains("  where: schema/b.yaml:2:", "columns");
    }

    @Test
    void mistakesAreAlsoToBeHadAsJson() {
        Shell shell = Shell.in(folder).file("plumb.yaml", PLUMB_YAML).file("schema/a.yaml", "dir: a\ntabels: {}\n");
        Outcome outcome = shell.plumb("validate", "--format", "json");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.out())
                .contains("\"valid\" : false", "\"file\" : \"schema/a.yaml\"", "\"line\" : 2", "\"column\" : 1");
    }

    @Test
    void aFolderWithoutAProjectIsAnsweredWithWhatToDo() {
        Outcome outcome = Shell.in(folder).plumb("validate");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("plumb.yaml", "plumb init");
    }

    @Test
    void aProjectWithoutASpecIsAnsweredWithWhatToDo() {
        Outcome outcome = Shell.in(folder).file("plumb.yaml", PLUMB_YAML).plumb("validate");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("schema", "plumb init");
    }

    @Test
    void aFileInPlaceOfTheProjectIsAUsageError() {
        assertThat(Shell.in(folder).file("plumb.yaml", PLUMB_YAML).plumb("validate", "-C", "plumb.yaml"))
                .isEqualTo(new Outcome(64, "", """
                                error: -C plumb.yaml is a file
                                  next: name the folder of the project
                                """));
    }

    @Test
    void theResultGoesIntoAFileOnRequest() {
        Shell shell = Shell.in(folder)
                .file("plumb.yaml", PLUMB_YAML)
                .file("schema/a.yaml", "dir: a\ntables: {t: {columns: {id: integer}}}\n");
        assertThat(shell.plumb("validate", "-o", "result.txt")).isEqualTo(new Outcome(0, "", ""));
        assertThat(folder.resolve("result.txt")).hasContent("valid: 1 directory, 1 table");
    }

    @Test
    void aFileThatCannotBeWrittenIsFoundBeforeAnyWorkIsDone() {
        Shell shell = Shell.in(folder);
        assertThat(shell.plumb("validate", "-o", "no/where.txt").err())
                .isEqualTo("error: -o no/where.txt: the folder " + folder.resolve("no")
                        + " does not exist\n  next: create it, or name another file\n");
        assertThat(shell.plumb("validate", "-o", ".").err())
                .isEqualTo("error: -o . is a folder\n  next: name a file in it\n");
    }
}

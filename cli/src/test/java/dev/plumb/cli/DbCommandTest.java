package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DbCommandTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void aProject() {
        shell = Shell.in(folder)
                .file(
                        "plumb.yaml",
                        "environments: {dev: {database: embedded}, prod: {database: 'postgresql://app@db.example.org/app'}}\n");
    }

    @AfterEach
    void stopTheServer() {
        shell.plumb("db", "stop", "-e", "dev");
    }

    @Test
    void theServerStaysUpFromStartToStop() throws SQLException {
        assertThat(shell.plumb("db", "status", "-e", "dev")).isEqualTo(new Outcome(0, "not running\n", ""));

        Outcome started = shell.plumb("db", "start", "-e", "dev");
        assertThat(started.exitCode()).isZero();
        assertThat(started.out()).matches("postgresql://\\S+\n");
        assertThat(started.err()).isEqualTo("up until: plumb db stop -e dev\n");
        assertThat(shell.plumb("db", "status", "-e", "dev").out()).startsWith("running on port ");

        String[] urls = shell.plumb("db", "url", "-e", "dev").out().split("\n");
        assertThat(urls).hasSize(2);
        assertThat(urls[0] + "\n").isEqualTo(started.out());
        try (Connection connection = DriverManager.getConnection(urls[1])) {
            assertThat(connection.isValid(5)).isTrue();
        }

        assertThat(shell.plumb("db", "stop", "-e", "dev")).isEqualTo(new Outcome(0, "", "stopped\n"));
        assertThat(shell.plumb("db", "status", "-e", "dev").out()).isEqualTo("not running\n");
        assertThat(shell.plumb("db", "stop", "-e", "dev")).isEqualTo(new Outcome(0, "", "it was not running\n"));
    }

    @Test
    void aUrlIsNotPrintedForAServerThatDoesNotRun() {
        assertThat(shell.plumb("db", "url", "-e", "dev")).isEqualTo(new Outcome(1, "", """
                                error: the embedded server of dev is not running
                                  next: start it: plumb db start -e dev
                                """));
    }

    @Test
    void aServerThatOthersRunIsNeitherStartedNorStopped() {
        for (String verb : new String[] {"start", "stop", "status"}) {
            Outcome outcome = shell.plumb("db", verb, "-e", "prod");
            assertThat(outcome.exitCode()).isEqualTo(64);
            assertThat(outcome.err()).contains("environment prod is not embedded");
        }
        assertThat(shell.plumb("db", "url", "-e", "prod").out()).contains("db.example.org");
    }

    @Test
    void thereIsNoDefaultAmongSeveralEnvironments() {
        Outcome outcome = shell.plumb("db", "url");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("several environments", "dev, prod");
    }

    @Test
    void psqlGetsTheUrlAndEveryArgumentAsItIs() throws IOException {
        Path psql = folder.resolve("bin/psql");
        Files.createDirectories(psql.getParent());
        Files.writeString(psql, "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"" + folder.resolve("arguments") + "\"\n");
        assertThat(psql.toFile().setExecutable(true)).isTrue();

        Outcome outcome = shell.with("PATH", folder.resolve("bin").toString())
                .plumb("db", "psql", "-e", "prod", "--", "-c", "select 'a b', \"c\"");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(Files.readAllLines(folder.resolve("arguments")))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("postgresql://app@db.example.org");
        assertThat(Files.readAllLines(folder.resolve("arguments"))).endsWith("-c", "select 'a b', \"c\"");
    }

    @Test
    void aMissingPsqlIsAnsweredWithWhatToDo() {
        Outcome outcome = shell.with("PATH", folder.toString()).plumb("db", "psql", "-e", "prod");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("psql is not on the PATH", "install PostgreSQL's client programs");
    }
}

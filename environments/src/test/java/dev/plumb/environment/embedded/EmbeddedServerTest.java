package dev.plumb.environment.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.DatabaseUnreachableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedServerTest {
    @TempDir
    Path project;

    @AfterEach
    void stopWhatIsLeft() {
        server(18).stop();
    }

    private EmbeddedServer server(int version) {
        return new EmbeddedServer(project, "dev", version, ServerBinaries.installed(Map.of()));
    }

    private ServerFolder folder() {
        return new ServerFolder(project.resolve(".plumb/dev"));
    }

    private static String ask(Database database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void run(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean isRunning() {
        return server(18).status() instanceof ServerStatus.Running;
    }

    @Test
    void whatAKilledInitdbLeftIsRemovedAlsoWhileTheRestOfItRemovesItself() throws Exception {
        Path left = folder().path().resolve("initializing-1");
        for (int i = 0; i < 2000; i++) {
            Files.createDirectories(left.resolve("base/" + i));
            Files.writeString(left.resolve("base/" + i + "/file"), "");
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(left)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        CompletableFuture<Void> rest = CompletableFuture.runAsync(() -> delete(files));
        server(18).use().close();
        rest.get();
        assertThat(folder().data()).isDirectory();
        assertThat(left.resolve("base")).doesNotExist();
    }

    private static void delete(List<Path> files) {
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void startsOnUseAndStopsAfterItAndKeepsTheDataAndThePort() throws Exception {
        String url;
        try (Database database = server(18).use()) {
            url = database.jdbcUrl();
            run(database, "create table kept as select 7 as n");
            assertThat(isRunning()).isTrue();
            assertThat(ask(database, "select current_setting('fsync') || current_setting('application_name')"))
                    .isEqualTo("onplumb");
            assertThat(ask(database, "select upper('é')")).isEqualTo("É");
        }
        assertThat(isRunning()).isFalse();
        try (Database database = server(18).use()) {
            assertThat(ask(database, "select n from kept")).isEqualTo("7");
            assertThat(database.jdbcUrl()).isEqualTo(url);
        }
        assertThat(project.resolve(".plumb/.gitignore")).hasContent("*");
    }

    @Test
    void isSharedByWhoeverUsesItAndStoppedByTheLast() throws Exception {
        try (AnotherProcess first = AnotherProcess.using(project);
                AnotherProcess second = AnotherProcess.using(project)) {
            String url = first.jdbcUrl();
            assertThat(second.jdbcUrl()).isEqualTo(url);
            try (Database here = server(18).use();
                    Database againHere = server(18).use()) {
                assertThat(here.jdbcUrl()).isEqualTo(url);
                assertThat(againHere.jdbcUrl()).isEqualTo(url);
            }
            assertThat(isRunning()).isTrue();
            assertThat(server(18).stop()).isEqualTo(EmbeddedServer.StopOutcome.IN_USE);
            first.end();
            assertThat(isRunning()).isTrue();
            second.end();
            assertThat(isRunning()).isFalse();
        }
    }

    @Test
    void aServerWhoseStarterWasKilledIsAdoptedAndStoppedAfterwards() throws Exception {
        AnotherProcess killed = AnotherProcess.using(project);
        String url = killed.jdbcUrl();
        killed.kill();
        assertThat(isRunning()).isTrue();
        try (Database database = server(18).use()) {
            assertThat(database.jdbcUrl()).isEqualTo(url);
        }
        assertThat(isRunning()).isFalse();
    }

    @Test
    void aServerThatIsToStayUpDoesSoUntilItIsStopped() throws Exception {
        String url;
        try (Database database = server(18).useAndStayUp()) {
            url = database.jdbcUrl();
        }
        try (Database database = server(18).use()) {
            assertThat(database.jdbcUrl()).isEqualTo(url);
        }
        assertThat(server(18).status()).isInstanceOfSatisfying(ServerStatus.Running.class, s -> assertThat(s.staysUp())
                .isTrue());
        assertThat(server(18).stop()).isEqualTo(EmbeddedServer.StopOutcome.STOPPED);
        assertThat(server(18).stop()).isEqualTo(EmbeddedServer.StopOutcome.NOT_RUNNING);
        assertThat(isRunning()).isFalse();
    }

    @Test
    void aKilledServerIsStartedAgainWithItsData() throws Exception {
        try (Database database = server(18).use()) {
            run(database, "create table kept as select 7 as n");
            killServer();
        }
        assertThat(isRunning()).isFalse();
        try (Database database = server(18).use()) {
            assertThat(ask(database, "select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void aProcessThatGotTheIdOfAKilledServerIsNotTakenForIt() throws Exception {
        try (Database database = server(18).use()) {
            run(database, "create table kept as select 7 as n");
            killServer();
        }
        Path file = folder().postmasterFile();
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "^\\d+", Long.toString(ProcessHandle.current().pid())));
        assertThat(isRunning()).isFalse();
        try (Database database = server(18).use()) {
            assertThat(ask(database, "select n from kept")).isEqualTo("7");
        }
    }

    /** SIGKILL, and the wait for all of the server's processes to notice. */
    private void killServer() throws Exception {
        ServerStatus.Running running = (ServerStatus.Running) server(18).status();
        ProcessHandle server = ProcessHandle.of(running.pid()).orElseThrow();
        var children = server.children().toList();
        server.destroyForcibly();
        server.onExit().get();
        for (ProcessHandle child : children) {
            child.destroyForcibly();
            child.onExit().get();
        }
    }

    @Test
    void aCopyOfARunningServersFolderIsAServerOfItsOwn(@TempDir Path copy) throws Exception {
        try (AnotherProcess original = AnotherProcess.using(project)) {
            String url = original.jdbcUrl();
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table kept as select 7 as n");
                statement.execute("checkpoint");
            }
            copy(project, copy);
            EmbeddedServer copied = new EmbeddedServer(copy, "dev", 18, ServerBinaries.installed(Map.of()));
            assertThat(copied.status()).isInstanceOf(ServerStatus.Stopped.class);
            try (Database other = copied.use()) {
                assertThat(ask(other, "select n from kept")).isEqualTo("7");
                assertThat(other.jdbcUrl()).isNotEqualTo(url);
            }
            assertThat(copied.status()).isInstanceOf(ServerStatus.Stopped.class);
            assertThat(isRunning()).isTrue();
        }
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("cp", "-a", from + "/.", to.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void dataOfAnotherVersionAreLeftAlone() throws Exception {
        server(17).use().close();
        assertThatThrownBy(() -> server(18).use())
                .isInstanceOf(DatabaseUnreachableException.class)
                .hasMessageContaining("belong to PostgreSQL 17, and plumb.yaml asks for 18")
                .hasMessageContaining("version: 17");
        server(17).use().close();
    }

    @Test
    void anotherPortIsChosenWhenTheOldOneIsTaken() throws Exception {
        server(18).use().close();
        int port = Integer.parseInt(
                Files.readString(folder().path().resolve("port")).strip());
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                Database database = server(18).use()) {
            assertThat(taken.isBound()).isTrue();
            assertThat(database.jdbcUrl()).doesNotContain(":" + port + "/");
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aServerThatCannotStartSaysWhy() throws Exception {
        server(18).use().close();
        Files.writeString(folder().data().resolve("postgresql.conf"), "shared_buffers = 'much'\n");
        assertThatThrownBy(() -> server(18).use())
                .isInstanceOf(DatabaseUnreachableException.class)
                .hasMessageContaining("did not start in " + folder().path())
                .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"much\"");
        assertThat(ServerUse.count(folder().users())).isZero();
    }

    @Test
    void whatAKilledInitializationLeftIsRemoved() throws Exception {
        Path left = Files.createDirectories(folder().path().resolve("initializing-123"));
        Files.writeString(left.resolve("PG_VERSION"), "18\n");
        server(18).use().close();
        assertThat(left).doesNotExist();
    }

    @Test
    void aFolderThatIsNoServersIsNotTouched() throws Exception {
        Files.createDirectories(folder().data());
        assertThatThrownBy(() -> server(18).use())
                .hasMessageContaining("is not the data directory of a PostgreSQL server");
        assertThat(folder().data()).isEmptyDirectory();
    }

    @Test
    void aPathThatAShellWouldMisreadIsAPathLikeAnyOther() throws Exception {
        Path hostile = Files.createDirectories(project.resolve("it's \"$HOME\" `x` é"));
        EmbeddedServer server = new EmbeddedServer(hostile, "dev", 18, ServerBinaries.installed(Map.of()));
        try (Database database = server.use()) {
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
        assertThat(server.status()).isInstanceOf(ServerStatus.Stopped.class);
    }

    @Test
    void aSessionThatIsStillOpenDoesNotKeepTheServerUp() throws Exception {
        Database database = server(18).use();
        try (Connection open = DriverManager.getConnection(database.jdbcUrl())) {
            database.close();
            assertThat(isRunning()).isFalse();
            assertThat(open.isClosed()).isFalse();
        }
    }

    @Test
    void aVersionThatIsNotInstalledIsSaidToBeSo(@TempDir Path empty) {
        EmbeddedServer server = new EmbeddedServer(project, "dev", 18, new ServerBinaries(empty, List.of(empty)));
        assertThatThrownBy(server::use)
                .hasMessageContaining(
                        "PostgreSQL 18 is not installed: there is no " + empty.resolve("postgres-18.jar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"initdb.log", "data/PG_VERSION", "data/postmaster.pid"})
    void aStarterThatIsKilledOnTheWayIsNoObstacle(String file) throws Exception {
        AnotherProcess starter = AnotherProcess.using(project);
        while (!Files.exists(folder().path().resolve(file))) {
            Thread.onSpinWait();
        }
        starter.kill();
        try (Database database = server(18).use()) {
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
        assertThat(isRunning()).isFalse();
    }

    @Test
    void whatIsUnpackedAtTheSameTimeIsThereOnceWhereItCanBeWritten(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path cache = folder.resolve("cache");
        ServerBinaries binaries =
                new ServerBinaries(Path.of(System.getProperty("plumb.postgres.binaries")), List.of(file, cache));
        Set<Path> homes = Stream.of(17, 17).parallel().map(binaries::home).collect(Collectors.toSet());
        assertThat(homes).singleElement().satisfies(home -> {
            assertThat(home).hasParent(cache);
            assertThat(home.resolve("bin/postgres")).isExecutable();
        });
        assertThat(cache.toFile().list()).hasSize(1);
    }
}

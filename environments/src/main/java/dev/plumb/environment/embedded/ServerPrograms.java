package dev.plumb.environment.embedded;

import dev.plumb.environment.database.DatabaseUnreachableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs PostgreSQL's own programs for one server. They work in the server's folder, so its path never meets a shell. */
final class ServerPrograms {
    private static final String UNFINISHED = "initializing-";
    private static final int FIRST_WITH_BUILTIN_LOCALE = 17;
    private static final long LONGEST_LOG = 10_000_000;
    private static final String SETTINGS = """

            # Written by Plumb when this server was made; yours to change.
            listen_addresses = 'localhost'
            unix_socket_directories = ''
            max_connections = 100
            # One transaction may take in a schema of thousands of tables.
            max_locks_per_transaction = 1024
            log_checkpoints = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            """;

    private final Path home;
    private final int version;
    private final ServerFolder folder;

    ServerPrograms(Path home, int version, ServerFolder folder) {
        this.home = home;
        this.version = version;
        this.folder = folder;
    }

    /** Makes an empty database cluster; beside its place at first, so that a killed attempt leaves no half of one there. */
    void initialize() throws IOException {
        removeUnfinished();
        Path unfinished = Files.createTempDirectory(folder.path(), UNFINISHED);
        Path output = folder.path().resolve("initdb.log");
        List<String> arguments = new ArrayList<>(List.of(
                "-D",
                unfinished.getFileName().toString(),
                "-U",
                EmbeddedDatabase.SUPERUSER,
                "-A",
                "trust",
                "-E",
                "UTF8"));
        arguments.addAll(locale());
        Process initdb = run("initdb", arguments, output);
        if (exitCode(initdb) != 0) {
            throw explain(
                    "PostgreSQL " + version + " could not make its data directory in " + folder.path(),
                    tail(output, 0));
        }
        Files.writeString(unfinished.resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
        Files.move(unfinished, folder.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder.path(), UNFINISHED + "*")) {
            for (Path child : children) {
                removeUnfinished(child);
            }
        }
    }

    private static void removeUnfinished(Path attempt) throws IOException {
        try {
            Unpacking.delete(attempt);
        } catch (DirectoryNotEmptyException e) {
            // The initdb of a command that was killed still writes there. Nothing else looks at it, so it may stay.
            return;
        }
    }

    // The same on every machine: sorted by code point, with upper and lower case of all letters where PostgreSQL can.
    private List<String> locale() {
        if (version >= FIRST_WITH_BUILTIN_LOCALE) {
            return List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
        }
        return isLinux() ? List.of("--locale=C", "--lc-ctype=C.UTF-8") : List.of("--locale=C");
    }

    /** Begins to start the server. */
    Start start(int port) throws IOException {
        if (Files.exists(folder.log()) && Files.size(folder.log()) > LONGEST_LOG) {
            Files.move(folder.log(), folder.path().resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        long logSize = Files.exists(folder.log()) ? Files.size(folder.log()) : 0;
        Path output = folder.path().resolve("start.log");
        String token = Postmaster.token(folder.data().toString());
        Process control = run(
                "pg_ctl",
                List.of(
                        "start",
                        "-w",
                        "-t",
                        "300",
                        "-D",
                        "data",
                        "-l",
                        "server.log",
                        "-o",
                        "-p " + port + " -c cluster_name=" + token),
                output);
        return new Start(control, output, logSize);
    }

    /** A server on its way up. */
    final class Start {
        private final Process control;
        private final Path output;
        private final long logSize;

        private Start(Process control, Path output, long logSize) {
            this.control = control;
            this.output = output;
            this.logSize = logSize;
        }

        boolean hasFailed() {
            return !control.isAlive() && control.exitValue() != 0;
        }

        boolean foundPortTaken() {
            return log().contains("could not create any TCP/IP sockets");
        }

        DatabaseUnreachableException failure() {
            String log = log();
            return explain(
                    "PostgreSQL " + version + " did not start in " + folder.path(),
                    log.isBlank() ? tail(output, 0) : log);
        }

        private String log() {
            return tail(folder.log(), logSize);
        }
    }

    /** Asks the server to end all sessions and stop, without waiting for it. */
    void stop() throws IOException {
        Path output = folder.path().resolve("stop.log");
        Process control = run("pg_ctl", List.of("stop", "-W", "-m", "fast", "-D", "data"), output);
        if (exitCode(control) != 0 && Files.exists(folder.postmasterFile())) {
            throw explain("PostgreSQL " + version + " did not stop in " + folder.path(), tail(output, 0));
        }
    }

    private Process run(String program, List<String> arguments, Path output) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root. In a user namespace of its own the process is nobody, with root's
            // files.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.path().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private static int exitCode(Process process) {
        try {
            process.getOutputStream().close();
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnreachableException(
                    "the wait for the embedded server was interrupted", "run the command again", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    private static boolean isRoot() throws IOException {
        return isLinux()
                && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static String tail(Path file, long from) {
        return new LogTail(file, from).text();
    }

    private static DatabaseUnreachableException explain(String happened, String log) {
        return new DatabaseUnreachableException(
                happened,
                StartProblem.remedy(log) + "\nIts last words:\n" + log.indent(4).stripTrailing());
    }
}

package dev.plumb.environment.embedded;

import dev.plumb.environment.database.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command in a JVM of its own, which uses a server until it is told to end, or is killed. */
final class AnotherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private AnotherProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static AnotherProcess using(Path project) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-Dplumb.postgres.binaries=" + System.getProperty("plumb.postgres.binaries"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnotherProcess.class.getName(),
                        project.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new AnotherProcess(process);
    }

    /** What a command does: use the server, say its URL, and end when the input does. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedServer server =
                new EmbeddedServer(Path.of(arguments[0]), "dev", 18, ServerBinaries.installed(Map.of()));
        try (Database database = server.use()) {
            System.out.println(database.jdbcUrl());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** The URL, once the server is in use. */
    String jdbcUrl() throws IOException {
        return Optional.ofNullable(output.readLine()).orElseThrow(() -> new IOException("the process ended"));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        end();
    }

    /** Lets it end in good order. */
    void end() throws IOException {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}

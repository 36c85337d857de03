package dev.plumb.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code plumb} in a process of its own, which can be told to end. */
final class PlumbProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader messages;

    private PlumbProcess(Process process) {
        this.process = process;
        this.messages = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    static PlumbProcess start(Shell shell, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(shell.directory().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(shell.variables());
        try {
            return new PlumbProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends a signal.
     *
     * @param name such as {@code TERM}
     */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Returns when it says this, or has ended without. */
    void awaitMessage(String text) throws IOException {
        String line = messages.readLine();
        while (line != null && !line.contains(text)) {
            line = messages.readLine();
        }
    }

    /** Its exit code, once it has ended. */
    int await() throws InterruptedException, IOException {
        while (messages.readLine() != null) {
            // A full pipe would stop it.
        }
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

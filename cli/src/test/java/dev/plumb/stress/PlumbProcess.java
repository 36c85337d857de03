package dev.plumb.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code plumb} of its own process, so that it can be killed. */
record PlumbProcess(List<String> arguments, Process process, Path log) {
    /**
     * Starts {@code plumb} with the class path of this JVM.
     *
     * @param log what it says is added to
     */
    static PlumbProcess start(StressProject project, String url, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dfile.encoding=UTF-8",
                "-Dplumb.terminals=",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.plumb.cli.Main"));
        command.addAll(arguments);
        command.addAll(List.of("-C", project.folder().toString(), "-e", "dev"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("DATABASE_URL", url);
        Process process = builder.start();
        process.getOutputStream().close();
        return new PlumbProcess(arguments, process, log);
    }

    /** SIGKILL: no shutdown hook, no finally. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM, and waits until it has ended. */
    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /**
     * Waits until it ends.
     *
     * @throws IllegalStateException with all that it said, if it did not succeed
     */
    void succeed() throws IOException, InterruptedException {
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException(this + " ended with " + exitCode + ":\n" + Files.readString(log));
        }
    }

    /** A worker does not end by itself. */
    void mustRun() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    this + " ended with " + process.exitValue() + " by itself:\n" + Files.readString(log));
        }
    }

    @Override
    public String toString() {
        return "plumb " + String.join(" ", arguments);
    }
}

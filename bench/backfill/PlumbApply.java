import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A project with one table, and {@code plumb apply} of it in a process of its own. */
record PlumbApply(Path folder) {
    static PlumbApply in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("schema"));
        Files.createDirectories(folder.resolve("plugins"));
        Files.writeString(
                folder.resolve("plumb.yaml"),
                "project: bench\nenvironments:\n  bench: {database: \"${BENCH_URL}\"}\n");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("plugins/nap.jar")));
                InputStream code = Objects.requireNonNull(Nap.class.getResourceAsStream("/Nap.class"))) {
            jar.putNextEntry(new JarEntry("META-INF/services/dev.plumb.plugin.ColumnFunction"));
            jar.write("Nap".getBytes());
            jar.putNextEntry(new JarEntry("Nap.class"));
            code.transferTo(jar);
            jar.closeEntry();
        }
        return new PlumbApply(folder);
    }

    /**
     * Applies.
     *
     * @param computed the computed column, or an empty text
     * @return the most memory that the process held, in MB
     */
    long run(String url, String computed) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("schema/app.yaml"),
                """
                dir: app
                tables:
                  documents:
                    columns:
                      id: bigint not null
                      title: text
                      body: text
                      views: integer not null default 0
                    primary_key: [id]
                """
                        + (computed.isEmpty() ? "" : "    computed:\n      " + computed + "\n"));
        return command(url, "apply");
    }

    /** Says that a copy of a database is meant. */
    void adopt(String url) throws IOException, InterruptedException {
        command(url, "db", "adopt");
    }

    private long command(String url, String... verb) throws IOException, InterruptedException {
        Path log = folder.resolve("apply.log");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As the script starts it.
                "-XX:+UseSerialGC",
                "-XX:SurvivorRatio=2",
                "-XX:TieredStopAtLevel=1",
                "-Dplumb.terminals=",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.plumb.cli.Main"));
        line.addAll(List.of(verb));
        line.addAll(List.of("-C", folder.toString(), "-e", "bench", "--yes"));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("BENCH_URL", url);
        Process process = builder.start();
        long memory = 0;
        while (!process.waitFor(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            memory = Math.max(memory, memory(process.pid()));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("plumb " + String.join(" ", verb) + " ended with " + process.exitValue() + ":\n" + Files.readString(log));
        }
        return memory;
    }

    /** Linux tells the high-water mark itself. */
    private static long memory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // it has just ended, or this is another system
        }
    }
}

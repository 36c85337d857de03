package dev.plumb.stress;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A project with one table, whose computed columns change, and a jar with a function. */
record StressProject(Path folder, Shape shape) {
    static final String TABLE = "dev_app.events";

    static StressProject in(Path folder, Shape shape) throws IOException {
        Files.createDirectories(folder.resolve("schema"));
        Files.createDirectories(folder.resolve("plugins"));
        Files.writeString(folder.resolve("plumb.yaml"), """
                project: stress
                environments:
                  dev: {database: "${DATABASE_URL}"}
                """);
        writeJar(folder.resolve("plugins/mix.jar"));
        return new StressProject(folder, shape);
    }

    /** Declares the table with these computed columns. */
    void declare(Definition definition) throws IOException {
        Files.writeString(folder.resolve("schema/app.yaml"), """
                dir: app
                tables:
                  events:
                    columns:
                      id: bigint not null
                      kind: text not null
                      title: text
                      url: text
                      amount: integer
                      divisor: integer
                      guard: integer not null default 1
                    primary_key: [%s]
                """.formatted(shape.key()) + definition.yaml());
    }

    private static void writeJar(Path file) throws IOException {
        String entry = Mix.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
                InputStream code =
                        Objects.requireNonNull(Mix.class.getClassLoader().getResourceAsStream(entry))) {
            jar.putNextEntry(new JarEntry("META-INF/services/dev.plumb.plugin.ColumnFunction"));
            jar.write(Mix.class.getName().getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry(entry));
            code.transferTo(jar);
            jar.closeEntry();
        }
    }
}

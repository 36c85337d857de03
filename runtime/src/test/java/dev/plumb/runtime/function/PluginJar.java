package dev.plumb.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A jar of functions, from sources.
 *
 * @param sources by the names of their classes
 * @param services the lines of the file that names the functions
 */
record PluginJar(Map<String, String> sources, List<String> services) {
    static PluginJar empty() {
        return new PluginJar(Map.of(), List.of());
    }

    PluginJar with(String className, String source) {
        Map<String, String> more = new LinkedHashMap<>(sources);
        more.put(className, source);
        return new PluginJar(more, services);
    }

    PluginJar naming(String service) {
        List<String> more = new ArrayList<>(services);
        more.add(service);
        return new PluginJar(sources, more);
    }

    /** A function that gives the same text for every row. */
    PluginJar function(String className, String name, String value) {
        int dot = className.lastIndexOf('.');
        return with(className, """
                        package %s;
                        import dev.plumb.plugin.*;
                        import java.util.List;
                        public class %s implements ColumnFunction {
                            public String name() { return "%s"; }
                            public String version() { return "1"; }
                            public String description() { return "Gives a text."; }
                            public Signature signature() {
                                return Signature.of(ValueType.TEXT, Parameter.required("text", ValueType.TEXT, "any"));
                            }
                            public List<Outcome> compute(List<Arguments> rows) {
                                return rows.stream().map(row -> Outcome.value(%s)).toList();
                            }
                        }
                        """.formatted(className.substring(0, dot), className.substring(dot + 1), name, value))
                .naming(className);
    }

    void write(Path jar) throws IOException {
        Path classes = Files.createTempDirectory(Objects.requireNonNull(jar.getParent()), "classes");
        compile(classes);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path each : compiled.filter(Files::isRegularFile)
                    .filter(c -> c.toString().endsWith(".class"))
                    .toList()) {
                entry(entries, classes.relativize(each).toString(), Files.readAllBytes(each));
            }
            if (!services.isEmpty()) {
                entry(
                        entries,
                        "META-INF/services/dev.plumb.plugin.ColumnFunction",
                        String.join("\n", services).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void compile(Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none"));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        if (sources.isEmpty()) {
            return;
        }
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter messages = new StringWriter();
        List<String> options = arguments.subList(0, 5);
        List<String> files = arguments.subList(5, arguments.size());
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromStrings(files))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static void entry(JarOutputStream entries, String name, byte[] content) throws IOException {
        entries.putNextEntry(new JarEntry(name));
        entries.write(content);
        entries.closeEntry();
    }
}

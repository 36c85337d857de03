package dev.plumb.runtime;

import dev.plumb.environment.Project;
import dev.plumb.environment.SpecFile;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.runtime.function.FunctionCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the meaning of a spec depends on beside its files: the functions that there are, and the values of the variables that it
 * names. Found without parsing a file or loading a function.
 */
final class Surroundings {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

    private final Project project;
    private final Map<String, String> variables;
    private final MessageDigest digest;

    private Surroundings(Project project, Map<String, String> variables) {
        this.project = project;
        this.variables = variables;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * A digest of all of it.
     *
     * @param variables of the environment
     * @param given functions of the application
     */
    static String hash(Project project, Map<String, String> variables, List<ColumnFunction> given) {
        Surroundings surroundings = new Surroundings(project, variables);
        try {
            surroundings.addVariables();
            surroundings.addJars();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what the spec depends on", e);
        }
        given.forEach(f -> surroundings.add(f.name() + " " + f.version()));
        return HexFormat.of().formatHex(surroundings.digest.digest());
    }

    /** Of any text that looks like one: a few too many only cost another look. */
    private void addVariables() throws IOException {
        Set<String> names = new TreeSet<>();
        for (SpecFile file : project.specFiles()) {
            // Bytes that are no UTF-8 are reported when the file is read for its content.
            Matcher variable = VARIABLE.matcher(new String(Files.readAllBytes(file.file()), StandardCharsets.UTF_8));
            while (variable.find()) {
                names.add(variable.group(1));
            }
        }
        names.stream().filter(variables::containsKey).forEach(name -> {
            add(name);
            add(variables.getOrDefault(name, ""));
        });
    }

    private void addJars() throws IOException {
        Path folder = project.root().resolve(FunctionCatalog.FOLDER);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar :
                    files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
                add(String.valueOf(jar.getFileName()));
                add(Files.readAllBytes(jar));
            }
        }
    }

    private void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}

package dev.plumb.environment;

import dev.plumb.environment.database.Secrets;
import dev.plumb.source.Problem;
import dev.plumb.source.Problems;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlNode;
import dev.plumb.source.YamlScalar;
import dev.plumb.source.YamlSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code plumb.yaml} as written, before variables are filled in. */
record ProjectFile(
        String name,
        List<String> external,
        Map<String, VariableDeclaration> variables,
        List<MaskRule> masks,
        Map<String, EnvironmentEntry> environments) {
    private static final String INIT = "run 'plumb init' to make a project, or choose its folder with -C";

    /** Reads the file; empty if there is nothing to go on with, which is then a problem. */
    static Optional<ProjectFile> read(Path root, Problems problems) {
        Problems found = new Problems();
        Optional<ProjectFile> file = bytes(root, found).flatMap(bytes -> read(root, bytes, found));
        // A value of the wrong type is shown, and it may be a URL with its password.
        found.sorted().stream().map(ProjectFile::masked).forEach(problems::add);
        return file;
    }

    private static Problem masked(Problem problem) {
        return new Problem(
                problem.location(),
                Secrets.none().mask(problem.message()),
                problem.remedy().map(Secrets.none()::mask));
    }

    private static Optional<byte[]> bytes(Path root, Problems problems) {
        Path file = root.resolve(Project.FILE);
        if (!Files.isDirectory(root)) {
            problems.add(problem(root + (Files.exists(root) ? " is not a folder" : " does not exist"), INIT));
        } else if (!Files.exists(file)) {
            problems.add(problem("there is no " + Project.FILE + " in " + root, nearby(root)));
        } else if (!Files.isRegularFile(file)) {
            problems.add(problem(file + " is not a file", "remove it, then " + INIT));
        } else {
            try {
                return Optional.of(Files.readAllBytes(file));
            } catch (IOException e) {
                problems.add(problem(file + " cannot be read: " + reason(e), "check its permissions"));
            }
        }
        return Optional.empty();
    }

    private static String nearby(Path root) {
        for (Path parent = root.getParent(); parent != null; parent = parent.getParent()) {
            if (Files.isRegularFile(parent.resolve(Project.FILE))) {
                return "there is one above it: -C " + parent;
            }
        }
        return INIT;
    }

    static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "access denied" : String.valueOf(e.getMessage());
    }

    private static Problem problem(String message, String remedy) {
        return new Problem(Optional.empty(), message, Optional.of(remedy));
    }

    private static Optional<ProjectFile> read(Path root, byte[] bytes, Problems problems) {
        List<YamlNode> documents = YamlSource.parse(Project.FILE, bytes, problems);
        if (documents.isEmpty()) {
            if (problems.isEmpty()) {
                problems.add(problem(root.resolve(Project.FILE) + " is empty", "it needs at least 'environments:'"));
            }
            return Optional.empty();
        }
        if (documents.size() > 1) {
            problems.report(documents.get(1).location(), "a second document begins here", Project.FILE + " holds one");
        }
        return YamlMap.asMap(Project.FILE, documents.get(0)).map(map -> read(root, map));
    }

    private static ProjectFile read(Path root, YamlMap map) {
        String name = map.string("project").orElseGet(() -> Optional.ofNullable(root.getFileName())
                .map(Path::toString)
                .orElse("project"));
        List<String> external = map.scalars("external").stream()
                .map(YamlScalar::text)
                .distinct()
                .toList();
        Map<String, VariableDeclaration> variables = Variables.declarations(map);
        List<MaskRule> masks = MaskRule.read(map);
        Map<String, EnvironmentEntry> environments = new LinkedHashMap<>();
        map.map("environments").ifPresent(entries -> {
            for (YamlMap.Entry entry : entries.entries()) {
                EnvironmentEntry.read(entry, variables).ifPresent(e -> environments.put(entry.key(), e));
            }
        });
        map.rejectUnknownKeys();
        checkAfter(environments);
        return new ProjectFile(name, external, variables, masks, environments);
    }

    private static void checkAfter(Map<String, EnvironmentEntry> environments) {
        for (EnvironmentEntry entry : environments.values()) {
            Requirements requires = entry.rules().requires();
            requires.after()
                    .filter(after -> after.equals(entry.name()) || !environments.containsKey(after))
                    .ifPresent(after -> entry.database()
                            .problems()
                            .report(
                                    requires.location().orElse(entry.database().location()),
                                    "'after' names "
                                            + (after.equals(entry.name())
                                                    ? "the environment itself"
                                                    : "no environment: '" + after + "'"),
                                    "there are " + String.join(", ", environments.keySet())));
        }
    }
}

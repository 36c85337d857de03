package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.apply.ApplyOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A process that applies, says where it is, and goes on only when it is told to. */
final class AnnouncedApply {
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final Path computed;

    private AnnouncedApply(Path computed) {
        this.computed = computed;
    }

    /**
     * @param arguments the project's folder, and a file to which the ids of the rows are added that the function is called with
     */
    public static void main(String[] arguments) {
        AnnouncedApply child = new AnnouncedApply(Path.of(arguments[1]));
        apply(Path.of(arguments[0]), new Announcer(child::reached, child::computed));
    }

    /** Plans and applies with an announcer as the listener and as the only function of the application. */
    static void apply(Path root, Announcer announcer) {
        Project project = Project.open(root, Map.of());
        Environment environment = project.environment(Optional.empty());
        try (Plumb plumb = new Plumb(project, environment, Databases.open(project, environment), List.of(announcer))) {
            plumb.apply(plumb.plan(), new Approval(true, Set.of()), ApplyOptions.DEFAULT, announcer);
        }
    }

    @SuppressWarnings("SystemOut") // the other process reads it
    private synchronized void reached(String point) {
        System.out.println(point.lines().findFirst().orElse(""));
        try {
            if (in.readLine() == null) {
                throw new IllegalStateException("nobody says to go on");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void computed(List<Long> ids) {
        try {
            Files.write(computed, ids.stream().map(String::valueOf).toList(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

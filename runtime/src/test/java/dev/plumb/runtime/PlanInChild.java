package dev.plumb.runtime;

import dev.plumb.environment.Project;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A process that plans once. */
final class PlanInChild {
    private PlanInChild() {}

    /**
     * @param arguments the project's folder
     */
    public static void main(String[] arguments) {
        Project project = Project.open(Path.of(arguments[0]), Map.of());
        try (Plumb plumb = Plumb.open(project, project.environment(Optional.empty()))) {
            System.exit(plumb.plan().plan().isEmpty() ? 0 : 1);
        }
    }
}

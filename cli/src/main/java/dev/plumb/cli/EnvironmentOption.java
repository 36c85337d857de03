package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.planfile.PlanFile;
import java.util.Optional;

/** Which environment; there is no default when a project has several. */
final class EnvironmentOption {
    private final Option<String> name =
            Option.of(String.class, "ENV", "the environment; needed when plumb.yaml has several", "-e", "--env");

    Option<String> option() {
        return name;
    }

    Optional<String> name() {
        return name.value();
    }

    Environment of(Project project) {
        return project.environment(name());
    }

    /** For what is asked of the files alone, where it only says which variables and namespace are meant: the first, unless named. */
    Environment any(Project project) {
        boolean one = name().isPresent() || project.environmentNames().size() == 1;
        return project.environmentOffline(
                one ? name() : Optional.of(project.environmentNames().get(0)));
    }

    /** The one of a plan file, when the command line names none. */
    Environment of(Project project, Optional<PlanFile> file) {
        return project.environment(name().or(() -> file.map(f -> f.target().environment())));
    }
}

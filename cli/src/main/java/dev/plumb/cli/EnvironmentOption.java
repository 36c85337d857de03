package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.TenantNames;
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

    /**
     * The namespace that a command is about; where there are tenants, the one of {@code --tenant}.
     *
     * @throws dev.plumb.source.SpecException when no choice can be made
     */
    Environment of(Project project) {
        return one(project, name());
    }

    /** The same for a name that is no option. */
    static Environment named(Project project, String name) {
        return one(project, Optional.of(name));
    }

    private static Environment one(Project project, Optional<String> name) {
        Environment environment = project.environment(name);
        TenantNames.refuseUnknown(project, name);
        return environment;
    }

    /** For what is asked of the files alone, where it only says which variables and namespace are meant: the first, unless named. */
    Environment any(Project project) {
        boolean one = name().isPresent() || project.environmentNames().size() == 1;
        return project.environmentOffline(
                one ? name() : Optional.of(project.environmentNames().get(0)));
    }

    /** The one of a plan file, when the command line names none. */
    Environment of(Project project, Optional<PlanFile> file) {
        return one(project, name().or(() -> file.map(f -> f.target().environment())));
    }
}

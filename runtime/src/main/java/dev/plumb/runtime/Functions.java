package dev.plumb.runtime;

import dev.plumb.environment.Project;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.runtime.function.FunctionCatalog;
import java.util.List;
import java.util.Optional;

/** A project's functions, looked for when they are first asked for. For one thread. */
final class Functions implements AutoCloseable {
    private final Project project;
    private final List<ColumnFunction> given;
    private Optional<FunctionCatalog> found = Optional.empty();

    /** @param given by the application */
    Functions(Project project, List<ColumnFunction> given) {
        this.project = project;
        this.given = List.copyOf(given);
    }

    List<ColumnFunction> given() {
        return given;
    }

    FunctionCatalog get() {
        if (found.isEmpty()) {
            found = Optional.of(FunctionCatalog.of(project.root(), FunctionCatalog.class.getClassLoader(), given));
        }
        return found.get();
    }

    @Override
    public void close() {
        found.ifPresent(FunctionCatalog::close);
    }
}

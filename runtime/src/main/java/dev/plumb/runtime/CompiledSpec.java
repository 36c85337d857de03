package dev.plumb.runtime;

import dev.plumb.environment.Project;
import dev.plumb.runtime.model.SpecModel;
import dev.plumb.source.SpecException;
import java.util.Optional;

/** Specs as one document. */
public final class CompiledSpec {
    private CompiledSpec() {}

    /**
     * Reads all that a project declares, which runs its Java definitions, and checks it without a database.
     *
     * @param commit that it is of, for whoever reads the document
     * @throws SpecException with every problem of every file
     */
    public static SpecModel of(Project project, Optional<String> commit) {
        return SpecFiles.of(project).compile(commit);
    }

    /**
     * The document that a project reads in place of its files.
     *
     * @throws dev.plumb.runtime.model.InvalidModelException when it is none
     */
    public static Optional<SpecModel> in(Project project) {
        return SpecFiles.of(project).model();
    }
}

package dev.plumb.cli;

import dev.plumb.runtime.planfile.SavedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A plan file on the command line. */
final class PlanFileParameter {
    private static final String LABEL = "PLAN";

    private final PositionalParamSpec spec;

    private PlanFileParameter(PositionalParamSpec spec) {
        this.spec = spec;
    }

    static PlanFileParameter optional(String description) {
        return new PlanFileParameter(Positional.optional(LABEL, description));
    }

    static PlanFileParameter required(String description) {
        return new PlanFileParameter(Positional.required(0, LABEL, description));
    }

    PositionalParamSpec spec() {
        return spec;
    }

    /**
     * The plan that was named, if one was.
     *
     * @throws dev.plumb.runtime.planfile.InvalidPlanFileException when it is no plan file, or was changed
     */
    Optional<SavedPlan> read(Session session) {
        return Optional.ofNullable(spec.<String>getValue()).map(name -> read(session, name));
    }

    private static SavedPlan read(Session session, String path) {
        Path file = session.resolve(Path.of(path));
        if (!Files.isRegularFile(file)) {
            throw new UsageException("there is no file " + path, "name a file that 'plumb plan -o FILE' wrote");
        }
        try {
            return SavedPlan.read(path, Files.readString(file));
        } catch (IOException e) {
            throw new UsageException(path + " cannot be read: " + FileFailure.reason(e), "check the file");
        }
    }
}

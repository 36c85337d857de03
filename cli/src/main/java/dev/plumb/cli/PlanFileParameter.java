package dev.plumb.cli;

import dev.plumb.runtime.planfile.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A plan file on the command line. */
final class PlanFileParameter {
    private final PositionalParamSpec spec;

    private PlanFileParameter(String arity, String description) {
        this.spec = PositionalParamSpec.builder()
                .type(Path.class)
                .index("0")
                .arity(arity)
                .paramLabel("PLAN")
                .description(description)
                .build();
    }

    static PlanFileParameter optional(String description) {
        return new PlanFileParameter("0..1", description);
    }

    static PlanFileParameter required(String description) {
        return new PlanFileParameter("1", description);
    }

    PositionalParamSpec spec() {
        return spec;
    }

    /**
     * The plan that was named, if one was.
     *
     * @throws dev.plumb.runtime.planfile.InvalidPlanFileException when it is no plan file, or was changed
     */
    Optional<PlanFile> read(Session session) {
        return Optional.ofNullable(spec.<Path>getValue()).map(path -> read(session, path));
    }

    private static PlanFile read(Session session, Path path) {
        Path file = session.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new UsageException("there is no file " + path, "name a file that 'plumb plan -o FILE' wrote");
        }
        try {
            return PlanFile.read(path.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UsageException(path + " cannot be read: " + FileFailure.reason(e), "check the file");
        }
    }
}

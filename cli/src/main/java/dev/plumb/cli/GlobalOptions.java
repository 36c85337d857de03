package dev.plumb.cli;

import dev.plumb.plan.render.Style;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
final class GlobalOptions {
    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "the project's folder, where plumb.yaml is (default: the current one)")
    private Path project = Path.of("");

    @Option(names = "--color", paramLabel = "WHEN", scope = ScopeType.INHERIT, description = "auto, always or never")
    private ColorChoice color = ColorChoice.AUTO;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "show where in Plumb a failure came from")
    private boolean debug;

    /** As given. */
    Path project() {
        return project;
    }

    boolean debug() {
        return debug;
    }

    Style style(Surroundings surroundings, Surroundings.Stream stream) {
        return color.style(surroundings, stream);
    }
}

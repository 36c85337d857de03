package dev.plumb.cli;

import dev.plumb.plan.render.Style;
import java.nio.file.Path;
import java.util.List;

/** The options that every command takes, before or after its name. */
final class GlobalOptions {
    private final Option<Path> project = Option.of(
                    Path.class,
                    "DIR",
                    "the project's folder, where plumb.yaml is (default: the current one)",
                    "-C",
                    "--project")
            .everywhere();

    private final Option<ColorChoice> color = Option.of(ColorChoice.class, "WHEN", "auto, always or never", "--color")
            .everywhere();

    private final Option<Boolean> debug =
            Option.flag("show where in Plumb a failure came from", "--debug").everywhere();

    List<Option<?>> all() {
        return List.of(project, color, debug);
    }

    /** As given; empty for the current folder. */
    Path project() {
        return project.or(Path.of(""));
    }

    boolean debug() {
        return debug.or(false);
    }

    Style style(Surroundings surroundings, Surroundings.Stream stream) {
        return color.or(ColorChoice.AUTO).style(surroundings, stream);
    }
}

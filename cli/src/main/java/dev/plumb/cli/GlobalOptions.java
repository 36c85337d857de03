package dev.plumb.cli;

import dev.plumb.plan.render.Style;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private final Option<List<String>> variables = Option.several(
                    "1", "NAME=VALUE", "give a variable of plumb.yaml a value; may be given several times", "--var")
            .everywhere();

    private final Option<List<String>> tenants = Option.several(
                    "1", "NAME", "only this tenant of the environment; may be given several times", "--tenant")
            .everywhere();

    private final Option<Boolean> debug =
            Option.flag("show where in Plumb a failure came from", "--debug").everywhere();

    List<Option<?>> all() {
        return List.of(project, variables, tenants, color, debug);
    }

    /** As given; empty for the current folder. */
    Path project() {
        return project.or(Path.of(""));
    }

    /**
     * The variables of the command line, the last one of a name.
     *
     * @throws UsageException when one is not {@code NAME=VALUE}
     */
    Map<String, String> variables() {
        Map<String, String> given = new HashMap<>();
        for (String variable : variables.or(List.of())) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                // What stands there may be a secret.
                throw new UsageException("--var needs a name and a value", "write --var NAME=VALUE");
            }
            given.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return given;
    }

    /** The tenants that the command is about; none for all. */
    List<String> tenants() {
        return tenants.or(List.of()).stream().distinct().toList();
    }

    boolean debug() {
        return debug.or(false);
    }

    Style style(Surroundings surroundings, Surroundings.Stream stream) {
        return color.or(ColorChoice.AUTO).style(surroundings, stream);
    }
}

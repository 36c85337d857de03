package dev.plumb.cli;

import dev.plumb.cli.Surroundings.Stream;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.SandboxName;
import dev.plumb.plan.render.NextCommands;
import dev.plumb.plan.render.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What every command works with: the process around it and the options that all of them share. */
record Session(Surroundings surroundings, GlobalOptions globals) {
    private static final int LISTED = 5;

    /** For what is said beside the result, and after what has been printed of it so far. */
    Messages messages() {
        surroundings.out().flush();
        return new Messages(surroundings.err(), errorStyle());
    }

    Style errorStyle() {
        return globals.style(surroundings, Stream.ERR);
    }

    Style resultStyle() {
        return globals.style(surroundings, Stream.OUT);
    }

    /** A path of the command line, which is relative to the current directory. */
    Path resolve(Path path) {
        return surroundings.directory().resolve(path).normalize();
    }

    /** The project's folder; whether there is one is for whoever opens it to say. */
    Path projectFolder() {
        return resolve(globals.project());
    }

    /**
     * The project that the command line is about.
     *
     * @throws dev.plumb.source.SpecException when there is none, or its plumb.yaml is not valid
     */
    Project project() {
        Path folder = projectFolder();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("-C " + globals.project() + " is a file", "name the folder of the project");
        }
        if (!Files.exists(folder)) {
            throw new UsageException(
                    "the folder " + folder + " does not exist", "correct -C, or make a project there: plumb init DIR");
        }
        return Project.open(folder, surroundings.environment(), globals.variables())
                .choosing(globals.tenants());
    }

    /** The {@code -C} that leads to the same project again, with a blank before it; empty when none was given. */
    String projectArgument() {
        String folder = globals.project().toString();
        return folder.isEmpty() ? "" : " -C " + NextCommands.shellWord(folder);
    }

    /** What to run next for an environment; nothing on a machine that builds, where nobody reads it. */
    Optional<NextCommands> nextCommands(Project project, Environment environment) {
        return nextCommands(project, environment.name());
    }

    /** The same for all tenants of an environment, or those that the command line names. */
    Optional<NextCommands> nextCommands(Project project, String environment) {
        return surroundings.isCi()
                ? Optional.empty()
                : Optional.of(
                        new NextCommands(command("plan", project, environment), applyCommand(project, environment)));
    }

    String applyCommand(Project project, String environment) {
        return command("apply", project, environment);
    }

    /** A verb for an environment, as far as it has to be named, or for the tenants that the command line names. */
    String command(String verb, Project project, String environment) {
        boolean isOnly = project.environmentNames().size() == 1
                && SandboxName.in(environment).isEmpty();
        return "plumb " + verb + projectArgument()
                + (isOnly ? "" : " -e " + NextCommands.shellWord(environment))
                + tenantArguments();
    }

    /** The {@code --tenant} of the command line, each with a blank before it. */
    String tenantArguments() {
        return globals.tenants().stream()
                .map(t -> " --tenant " + NextCommands.shellWord(t))
                .collect(Collectors.joining());
    }

    /** Names in a sentence; the first few, when there are many. */
    static String listed(List<String> names) {
        int shown = Math.min(names.size(), LISTED);
        String list = String.join(", ", names.subList(0, shown));
        return names.size() == shown ? list : list + " and " + (names.size() - shown) + " more";
    }

    /** A path as a person at the current directory would write it. */
    String shown(Path path) {
        return path.startsWith(surroundings.directory())
                ? surroundings.directory().relativize(path).toString()
                : path.toString();
    }
}

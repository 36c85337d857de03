package dev.plumb.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands by name, in the order of the help; made only when asked for. */
final class Verbs {
    private final Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();

    Verbs(Session session) {
        add("init", () -> new InitCommand(session));
        add("validate", () -> new ValidateCommand(session));
        add("inspect", () -> new InspectCommand(session));
        add("plan", () -> new PlanCommand(session));
        add("apply", () -> new ApplyCommand(session));
        add("status", () -> new StatusCommand(session));
        add("functions", () -> new FunctionsCommand(session));
        add("errors", () -> new ErrorsCommand(session));
        commands.put("db", () -> db(session));
    }

    private void add(String name, Supplier<Verb> verb) {
        commands.put(name, () -> new CommandLine(verb.get().spec()));
    }

    private static CommandLine db(Session session) {
        CommandLine db = new CommandLine(
                new CommandGroup("db", "Starts, stops and opens the database of an environment.", List.of()).spec());
        List.of(
                        new DbStartCommand(session),
                        new DbStopCommand(session),
                        new DbStatusCommand(session),
                        new DbUrlCommand(session),
                        new DbPsqlCommand(session))
                .forEach(verb -> db.addSubcommand(verb.spec()));
        return db;
    }

    List<String> names() {
        return List.copyOf(commands.keySet());
    }

    /** The command with one of the {@link #names()}. */
    CommandLine command(String name) {
        return Objects.requireNonNull(commands.get(name)).get();
    }
}

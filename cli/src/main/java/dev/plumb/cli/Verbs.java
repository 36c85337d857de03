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
        add("diff", () -> new DiffCommand(session));
        add("compile", () -> new CompileCommand(session));
        add("preview", () -> new PreviewCommand(session));
        add("snapshot", () -> new SnapshotCommand(session));
        add("comment", () -> new CommentCommand(session));
        add("show", () -> new ShowCommand(session));
        add("apply", () -> new ApplyCommand(session));
        add("approve", () -> new ApproveCommand(session));
        add("status", () -> new StatusCommand(session));
        add("adopt", () -> new AdoptCommand(session));
        commands.put("migrate", () -> migrate(session));
        add("history", () -> new HistoryCommand(session));
        add("config", () -> new ConfigCommand(session));
        commands.put("env", () -> env(session));
        commands.put("kept", () -> kept(session));
        add("functions", () -> new FunctionsCommand(session));
        add("sample", () -> new SampleCommand(session));
        add("search", () -> new SearchCommand(session));
        add("errors", () -> new ErrorsCommand(session));
        commands.put("backfill", () -> backfill(session));
        add("work", () -> new WorkCommand(session));
        commands.put("db", () -> db(session));
    }

    private void add(String name, Supplier<Verb> verb) {
        commands.put(name, () -> new CommandLine(verb.get().spec()));
    }

    private static CommandLine backfill(Session session) {
        CommandLine backfill = new CommandLine(
                new CommandGroup("backfill", "Fills computed columns for the rows that are there.", List.of()).spec());
        backfill.addSubcommand(new BackfillStatusCommand(session).spec());
        backfill.addSubcommand(new BackfillRunCommand(session).spec());
        for (BackfillSteering steering : BackfillSteering.values()) {
            backfill.addSubcommand(new BackfillSteerCommand(session, steering).spec());
        }
        backfill.addSubcommand(new BackfillRetryCommand(session).spec());
        return backfill;
    }

    private static CommandLine migrate(Session session) {
        CommandLine migrate = new CommandLine(
                new CommandGroup("migrate", "Writes, runs and proves versioned changelogs (Liquibase).", List.of())
                        .spec());
        List.of(
                        new MigrateNewCommand(session),
                        new MigrateVerifyCommand(session),
                        new MigrateStatusCommand(session),
                        new MigrateUpCommand(session),
                        new MigrateSyncCommand(session),
                        new MigrateRollbackCommand(session))
                .forEach(verb -> migrate.addSubcommand(verb.spec()));
        return migrate;
    }

    private static CommandLine env(Session session) {
        CommandLine env = new CommandLine(
                new CommandGroup("env", "Lists, compares, makes and removes environments and sandboxes.", List.of())
                        .spec());
        List.of(
                        new EnvListCommand(session),
                        new EnvDiffCommand(session),
                        new EnvResetCommand(session),
                        new EnvDestroyCommand(session),
                        new EnvCreateCommand(session),
                        new EnvCloneCommand(session))
                .forEach(verb -> env.addSubcommand(verb.spec()));
        return env;
    }

    private static CommandLine kept(Session session) {
        CommandLine kept = new CommandLine(
                new CommandGroup("kept", "Lists, restores and purges what was removed and is kept.", List.of()).spec());
        List.of(new KeptListCommand(session), new KeptRestoreCommand(session), new KeptPurgeCommand(session))
                .forEach(verb -> kept.addSubcommand(verb.spec()));
        return kept;
    }

    private static CommandLine db(Session session) {
        CommandLine db = new CommandLine(
                new CommandGroup("db", "Starts, stops and opens the database of an environment.", List.of()).spec());
        List.of(
                        new DbStartCommand(session),
                        new DbStopCommand(session),
                        new DbStatusCommand(session),
                        new DbUrlCommand(session),
                        new DbAdoptCommand(session),
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

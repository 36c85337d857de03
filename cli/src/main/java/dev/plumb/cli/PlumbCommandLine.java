package dev.plumb.cli;

import dev.plumb.plan.render.Style;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses a command line, runs its command and turns whatever happens into messages and an exit code. */
public final class PlumbCommandLine {
    private static final List<String> OPTIONS_WITH_VALUE = List.of("-C", "--project", "--color", "--tenant");

    private final Surroundings surroundings;
    private final GlobalOptions globals = new GlobalOptions();

    public PlumbCommandLine(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command line, given without {@code plumb} itself. */
    public ExitCode run(String... args) {
        return ExitCode.of(commandLine(args).execute(args));
    }

    private CommandLine commandLine(String[] args) {
        CommandLine root = new CommandLine(
                new CommandGroup("plumb", "Keeps a PostgreSQL schema as code: declare, plan, apply.", globals.all())
                        .spec());
        Verbs verbs = new Verbs(new Session(surroundings, globals));
        Optional<String> verb = verb(args).filter(verbs.names()::contains);
        // Making picocli look at a command costs time; a named verb needs no other.
        verb.map(List::of).orElse(verbs.names()).forEach(name -> root.addSubcommand(name, verbs.command(name)));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUnmatchedOptionsArePositionalParams(false);
        root.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        root.setExecutionStrategy(parsed -> execute(parsed, root));
        root.setParameterExceptionHandler((e, a) -> report(UsageProblem.of(e), e));
        root.setExecutionExceptionHandler((e, c, p) ->
                report(e instanceof ParameterException usage ? UsageProblem.of(usage) : Failures.explain(e), e));
        return root;
    }

    /** The first word that is neither an option nor the value of one. */
    private static Optional<String> verb(String[] args) {
        Iterator<String> words = Arrays.asList(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (OPTIONS_WITH_VALUE.contains(word)) {
                if (words.hasNext()) {
                    words.next();
                }
            } else if (!word.startsWith("-")) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    private int execute(ParseResult parsed, CommandLine root) {
        boolean colour = globals.style(surroundings, Surroundings.Stream.OUT) == Style.ANSI;
        root.setColorScheme(CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF));
        List<CommandLine> commands = parsed.asCommandLineList();
        commands.forEach(PlumbCommandLine::refuseUnknownWords);
        new RunLast().execute(parsed);
        // Nothing ran when help or the version was asked for.
        @Nullable ExitCode exitCode = commands.get(commands.size() - 1).getExecutionResult();
        return exitCode == null ? ExitCode.OK.code() : exitCode.code();
    }

    /** Picocli lets every word pass beside {@code --help} and {@code --version}. */
    private static void refuseUnknownWords(CommandLine command) {
        if (!command.getUnmatchedArguments().isEmpty()) {
            throw new UnmatchedArgumentException(command, command.getUnmatchedArguments());
        }
    }

    private int report(Failure failure, Exception e) {
        surroundings.out().flush();
        Messages messages = new Messages(surroundings.err(), globals.style(surroundings, Surroundings.Stream.ERR));
        failure.complaints().forEach(c -> messages.error(c.what(), c.where(), c.next()));
        if (globals.debug()) {
            messages.stackTrace(e);
        }
        return failure.exitCode().code();
    }
}

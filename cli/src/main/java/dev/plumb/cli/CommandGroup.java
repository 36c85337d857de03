package dev.plumb.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A command that only holds others: {@code plumb} itself, {@code plumb db}. */
final class CommandGroup implements Verb {
    private final CommandSpec spec;

    CommandGroup(String name, String description, List<Option<?>> options) {
        this.spec = Verb.spec(this, name, description, options);
        spec.usageMessage().synopsisSubcommandLabel("COMMAND");
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public ExitCode call() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}

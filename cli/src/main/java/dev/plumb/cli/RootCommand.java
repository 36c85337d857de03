package dev.plumb.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code plumb} without a verb. */
@Command(
        name = "plumb",
        description = "Keeps a PostgreSQL schema as code: declare, plan, apply.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class RootCommand implements Callable<ExitCode> {
    @Mixin
    private final GlobalOptions globals;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RootCommand(GlobalOptions globals) {
        this.globals = globals;
    }

    GlobalOptions globals() {
        return globals;
    }

    @Override
    public ExitCode call() {
        CommandLine commandLine = spec.commandLine();
        throw new CommandLine.ParameterException(commandLine, "a command is missing");
    }
}

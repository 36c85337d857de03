package dev.plumb.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command: what it takes and what it does. Made for one command line. */
interface Verb extends Callable<ExitCode> {
    CommandSpec spec();

    /** The specification of a command with these options, help and version among them. */
    static CommandSpec spec(Verb verb, String name, String description, List<Option<?>> options) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name(name).versionProvider(new Version());
        spec.usageMessage().description(description).autoWidth(true).sortOptions(false);
        options.forEach(o -> spec.addOption(o.spec()));
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("show this help")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("show the version")
                .build());
        return spec;
    }
}

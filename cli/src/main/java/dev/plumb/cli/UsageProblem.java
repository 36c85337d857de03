package dev.plumb.cli;

import dev.plumb.source.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, with the nearest word that would be right. */
final class UsageProblem {
    private static final Pattern CHOICES = Pattern.compile("(\\[[A-Z, ]+\\]) \\(case-insensitive\\)");

    private UsageProblem() {}

    static Failure of(ParameterException e) {
        String help = "see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            if (word.startsWith("-") && isTakenByCommand(word, e.getCommandLine())) {
                return Failure.of(
                        ExitCode.USAGE,
                        unknown(word, e.getCommandLine()) + " before the name of a command",
                        "write it after that name");
            }
            return Failure.of(
                    ExitCode.USAGE,
                    unknown(word, e.getCommandLine()),
                    suggestion(word, e.getCommandLine())
                            .map(s -> "did you mean " + s + "? Otherwise " + help)
                            .orElse(help));
        }
        return Failure.of(ExitCode.USAGE, sentence(e), help);
    }

    private static String unknown(String word, CommandLine commandLine) {
        String command = commandLine.getCommandSpec().qualifiedName();
        if (word.startsWith("-")) {
            return command + " has no option " + word;
        }
        return commandLine.getSubcommands().isEmpty()
                ? command + " does not take the argument " + word
                : command + " has no command " + word;
    }

    private static boolean isTakenByCommand(String option, CommandLine group) {
        return group.getSubcommands().values().stream()
                .anyMatch(c -> c.getCommandSpec().optionsMap().containsKey(option));
    }

    private static Optional<String> suggestion(String word, CommandLine commandLine) {
        if (!word.startsWith("-")) {
            return Suggestions.nearest(word, commandLine.getSubcommands().keySet());
        }
        List<String> options = commandLine.getCommandSpec().options().stream()
                .flatMap(o -> List.of(o.names()).stream())
                .filter(name -> name.startsWith("--"))
                .toList();
        int value = word.indexOf('=');
        return Suggestions.nearest(value < 0 ? word : word.substring(0, value), options);
    }

    /** Picocli's sentence, with choices as they are to be typed. */
    private static String sentence(ParameterException e) {
        Matcher choices = CHOICES.matcher(String.valueOf(e.getMessage()));
        return lowerFirst(choices.replaceAll(m -> m.group(1).toLowerCase(Locale.ROOT)));
    }

    private static String lowerFirst(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}

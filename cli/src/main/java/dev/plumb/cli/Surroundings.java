package dev.plumb.cli;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything of the process that commands may look at, so that tests can be a terminal, a pipe or a CI machine.
 *
 * @param out for results
 * @param err for progress, questions and errors
 * @param in for answers
 * @param terminals which of the three are a terminal
 * @param environment variables of the process
 * @param directory the current directory, absolute
 * @param interruption a request to end
 */
public record Surroundings(
        PrintStream out,
        PrintStream err,
        BufferedReader in,
        Set<Stream> terminals,
        Map<String, String> environment,
        Path directory,
        Interruption interruption) {
    private static final List<String> CI_VARIABLES = List.of(
            "CI",
            "GITHUB_ACTIONS",
            "GITLAB_CI",
            "TF_BUILD",
            "JENKINS_URL",
            "TEAMCITY_VERSION",
            "BITBUCKET_BUILD_NUMBER");

    public Surroundings {
        terminals = Set.copyOf(terminals);
        environment = Map.copyOf(environment);
    }

    /** The standard streams. */
    public enum Stream {
        IN("0"),
        OUT("1"),
        ERR("2");

        private final String number;

        Stream(String number) {
            this.number = number;
        }

        /** The number of its file descriptor. */
        String number() {
            return number;
        }
    }

    /** True when a question can be put to a person. */
    boolean canAsk() {
        return terminals.contains(Stream.IN) && terminals.contains(Stream.ERR) && !isCi();
    }

    /** True on a machine that builds; changes what is shown, never what is allowed. */
    boolean isCi() {
        return CI_VARIABLES.stream().map(this::variable).anyMatch(v -> !v.isEmpty() && !v.equals("false"));
    }

    /** True when colour is welcome on the stream, as the variables that everybody honours say. */
    boolean wantsColour(Stream stream) {
        if (!variable("NO_COLOR").isEmpty()) {
            return false;
        }
        String force = variable("CLICOLOR_FORCE");
        if (!force.isEmpty() && !force.equals("0")) {
            return true;
        }
        return terminals.contains(stream) && !variable("TERM").equals("dumb");
    }

    /** The same, with files or pipes in place of every terminal. */
    Surroundings withoutTerminals() {
        return new Surroundings(out, err, in, Set.of(), environment, directory, interruption);
    }

    /** Its value, empty when it is not set. */
    private String variable(String name) {
        return Optional.ofNullable(environment.get(name)).orElse("");
    }
}

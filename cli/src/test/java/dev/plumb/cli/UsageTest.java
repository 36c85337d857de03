package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsageTest {
    @TempDir
    Path folder;

    @Test
    void anUnknownCommandIsAnsweredWithTheNearestOne() {
        assertThat(Shell.in(folder).plumb("aply")).isEqualTo(new Outcome(64, "", """
                                error: plumb has no command aply
                                  next: did you mean apply? Otherwise see plumb --help
                                """));
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheNearestOne() {
        assertThat(Shell.in(folder).plumb("plan", "--chek")).isEqualTo(new Outcome(64, "", """
                                error: plumb plan has no option --chek
                                  next: did you mean --check? Otherwise see plumb plan --help
                                """));
    }

    @Test
    void anOptionOfACommandThatStandsBeforeItsNameIsAnsweredWithItsPlace() {
        assertThat(Shell.in(folder).plumb("-e", "dev", "plan")).isEqualTo(new Outcome(64, "", """
                                error: plumb has no option -e before the name of a command
                                  next: write it after that name
                                """));
    }

    @Test
    void anUnknownOptionIsAnErrorBesideHelpAndVersionToo() {
        assertThat(Shell.in(folder).plumb("--version", "-x"))
                .isEqualTo(new Outcome(64, "", "error: plumb has no option -x\n  next: see plumb --help\n"));
        assertThat(Shell.in(folder).plumb("plan", "--help", "--chek").exitCode())
                .isEqualTo(64);
    }

    @Test
    void aMissingWordIsAUsageErrorThatNamesIt() {
        assertThat(Shell.in(folder).plumb("env", "diff", "dev"))
                .isEqualTo(new Outcome(
                        64, "", "error: missing required parameter: 'B'\n  next: see plumb env diff --help\n"));
        assertThat(Shell.in(folder).plumb("env", "clone"))
                .isEqualTo(
                        new Outcome(
                                64,
                                "",
                                "error: missing required parameters: 'SOURCE', 'SANDBOX'\n  next: see plumb env clone --help\n"));
        assertThat(Shell.in(folder).plumb("search", "library/books.similar"))
                .isEqualTo(new Outcome(
                        64, "", "error: missing required parameter: 'TEXT'\n  next: see plumb search --help\n"));
        assertThat(Shell.in(folder).plumb("show"))
                .isEqualTo(new Outcome(
                        64, "", "error: missing required parameter: 'PLAN'\n  next: see plumb show --help\n"));
    }

    @Test
    void aMissingCommandIsAUsageError() {
        assertThat(Shell.in(folder).plumb())
                .isEqualTo(new Outcome(64, "", "error: a command is missing\n  next: see plumb --help\n"));
    }

    @Test
    void aValueThatIsNoneOfTheChoicesIsAUsageErrorThatNamesThem() {
        Outcome outcome = Shell.in(folder).plumb("plan", "--color", "sometimes");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("[auto, always, never]", "sometimes");
    }

    @Test
    void helpIsAResultAndNamesEveryCommand() {
        Outcome outcome = Shell.in(folder).plumb("--help");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("init", "validate", "inspect", "plan", "apply", "status", "db", "-C", "--color");
    }

    @Test
    void optionsThatEveryCommandTakesMayStandBeforeItsName() {
        assertThat(Shell.in(folder).plumb("-C", "nowhere", "validate").err())
                .isEqualTo(Shell.in(folder).plumb("validate", "-C", "nowhere").err())
                .contains("does not exist");
    }

    @Test
    void theVersionIsAResult() {
        Outcome outcome = Shell.in(folder).plumb("--version");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).matches("plumb \\d.*\n");
    }

    @Test
    void colourIsForTerminalsUnlessSomethingSaysOtherwise() {
        Shell terminal = Shell.in(folder).typing("");
        assertThat(terminal.plumb("aply").err()).contains("\u001b[");
        assertThat(terminal.with("NO_COLOR", "1").plumb("aply").err()).doesNotContain("\u001b[");
        assertThat(terminal.with("TERM", "dumb").plumb("aply").err()).doesNotContain("\u001b[");
        assertThat(terminal.plumb("--color", "never", "aply").err()).doesNotContain("\u001b[");
        Shell pipe = Shell.in(folder);
        assertThat(pipe.plumb("aply").err()).doesNotContain("\u001b[");
        assertThat(pipe.with("CLICOLOR_FORCE", "1").plumb("aply").err()).contains("\u001b[");
        assertThat(pipe.plumb("--color", "always", "aply").err()).contains("\u001b[");
    }
}

package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;

/** What tests expect of a run of {@code plumb}. */
final class Outcomes {
    private static final int DIGITS = 12;

    private Outcomes() {}

    /** The same once it has ended well. */
    static Outcome ok(Outcome outcome) {
        return ending(0, outcome);
    }

    static Outcome ending(int exitCode, Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(exitCode);
        return outcome;
    }

    /** A failure: word by word what is said, and the exit code. */
    static void assertEnds(Outcome outcome, int exitCode, String message) {
        assertThat(outcome.err()).as(outcome.toString()).isEqualTo(message);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    static void assertRefused(Outcome outcome, String message) {
        assertEnds(outcome, 3, message);
    }

    /** The digest of the effects that a plan ends with. */
    static String digest(Outcome plan) {
        int at = plan.out().indexOf("Effects: ") + "Effects: ".length();
        return plan.out().substring(at, at + DIGITS);
    }

    /** With a word for every digest. */
    static String masked(String text) {
        return text.replaceAll("\\b[0-9a-f]{" + DIGITS + "}\\b", "<digest>");
    }
}

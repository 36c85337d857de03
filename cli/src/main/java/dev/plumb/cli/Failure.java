package dev.plumb.cli;

import java.util.List;
import java.util.Optional;

/**
 * What a command says and returns when it could not do its work.
 *
 * @param complaints at least one
 */
record Failure(ExitCode exitCode, List<Complaint> complaints) {
    Failure {
        complaints = List.copyOf(complaints);
    }

    static Failure of(ExitCode exitCode, String what, String next) {
        return new Failure(exitCode, List.of(new Complaint(what, Optional.empty(), Optional.of(next))));
    }

    /** Each complaint on one line, for a document. */
    List<String> sentences() {
        return complaints.stream()
                .map(c -> c.where().map(w -> w + ": ").orElse("")
                        + c.what()
                        + c.next().map(n -> "; " + n).orElse(""))
                .toList();
    }

    /**
     * @param what what happened
     * @param where a file with line and column, or an address
     * @param next what to do
     */
    record Complaint(String what, Optional<String> where, Optional<String> next) {}
}

package dev.plumb.runtime.canonical;

import dev.plumb.schema.DirectoryPath;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs trials in an unknown order of dependency: what fails is tried again after the others, until nothing more succeeds. Many
 * statements go in one round trip; when one of them fails, its batch is cut in halves until the culprit stands alone.
 */
final class Trials {
    private static final int BATCH = 128;

    private final Scratch scratch;
    private final Function<DirectoryPath, String> searchPath;

    /** @param searchPath the statement that sets it for a directory */
    Trials(Scratch scratch, Function<DirectoryPath, String> searchPath) {
        this.scratch = scratch;
        this.searchPath = searchPath;
    }

    /** A trial and the server's last word on it. */
    record Failure(Trial trial, SQLException cause) {}

    /** What fails whatever has run before it. */
    List<Failure> run(List<Trial> trials) throws SQLException {
        List<Trial> pending = trials;
        while (true) {
            List<Failure> failures = round(pending);
            List<Trial> next = failures.stream()
                    .flatMap(
                            f -> f.trial().parts().isEmpty() ? List.of(f.trial()).stream() : f.trial().parts().stream())
                    .toList();
            if (next.isEmpty() || next.equals(pending)) {
                return failures;
            }
            pending = next;
        }
    }

    private List<Failure> round(List<Trial> trials) throws SQLException {
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < trials.size(); i += BATCH) {
            attempt(trials.subList(i, Math.min(i + BATCH, trials.size())), failures);
        }
        return failures;
    }

    private void attempt(List<Trial> trials, List<Failure> failures) throws SQLException {
        Optional<SQLException> error = tryBatch(trials);
        if (error.isEmpty()) {
            return;
        }
        if (trials.size() == 1) {
            failures.add(new Failure(trials.get(0), error.get()));
            return;
        }
        int half = trials.size() / 2;
        attempt(trials.subList(0, half), failures);
        attempt(trials.subList(half, trials.size()), failures);
    }

    private Optional<SQLException> tryBatch(List<Trial> trials) throws SQLException {
        List<String> statements = new ArrayList<>();
        statements.add("savepoint plumb_trial");
        String path = "";
        for (Trial trial : trials) {
            String needed = searchPath.apply(trial.home());
            if (!needed.equals(path)) {
                statements.add(needed);
                path = needed;
            }
            statements.add(trial.sql());
        }
        statements.add("release savepoint plumb_trial");
        try {
            scratch.execute(statements);
            return Optional.empty();
        } catch (SQLException e) {
            SQLException error = serverError(e);
            if (ServerTrouble.is(error)) {
                throw error;
            }
            scratch.execute(List.of("rollback to savepoint plumb_trial", "release savepoint plumb_trial"));
            return Optional.of(error);
        }
    }

    /** The driver wraps the server's answer to one statement of a batch. */
    private static SQLException serverError(SQLException e) {
        return e.getNextException() == null ? e : e.getNextException();
    }
}

package dev.plumb.runtime.ledger;

import java.util.List;
import java.util.Optional;

/**
 * A run with what it was for.
 *
 * @param changes in words: {@code 2 to create}
 * @param stepsDone how many of its steps are done
 * @param steps how many its plan had
 * @param branch of Git, that the spec's files were of
 * @param clean false when files of the project differed from the commit
 * @param effects the digest of its plan's effects
 * @param version of Plumb
 */
public record PastRun(
        RunSummary run,
        List<String> changes,
        int stepsDone,
        int steps,
        Optional<String> branch,
        boolean clean,
        Optional<String> effects,
        String version) {
    public PastRun {
        changes = List.copyOf(changes);
    }
}

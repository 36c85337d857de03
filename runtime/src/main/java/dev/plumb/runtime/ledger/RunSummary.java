package dev.plumb.runtime.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * One apply as the ledger remembers it.
 *
 * @param user of the operating system
 * @param commit the Git commit that the spec's files were at, if any
 * @param error the message, when it did not succeed
 */
public record RunSummary(
        long id,
        Instant started,
        Optional<Instant> finished,
        String user,
        String host,
        Optional<String> commit,
        Outcome outcome,
        Optional<String> error) {

    /** How a run ended; the ledger holds the word in lower case. */
    public enum Outcome {
        RUNNING,
        SUCCEEDED,
        /** Nothing of the plan is in the database. */
        FAILED,
        /** Some of the plan is in the database. */
        PARTIAL,
        /** Stopped from outside, or its process died. */
        INTERRUPTED
    }
}

package dev.plumb.runtime.ledger;

import dev.plumb.plan.Step;
import java.time.Instant;
import java.util.Optional;

/**
 * A step that ran, or is about to, and when.
 *
 * @param finished absent while it has not ended
 */
public record StepRecord(Step step, Instant started, Optional<Instant> finished) {
    public static StepRecord finished(Step step, Instant started, Instant finished) {
        return new StepRecord(step, started, Optional.of(finished));
    }
}

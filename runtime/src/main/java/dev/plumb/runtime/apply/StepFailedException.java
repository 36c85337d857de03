package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import java.util.List;
import java.util.Optional;

/** A step, or the record of all of them, did not succeed and is not tried again; its transaction is rolled back. */
final class StepFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Step> step;
    private final transient List<Blocking> blockers;

    StepFailedException(Step step, Exception cause, List<Blocking> blockers) {
        super(cause);
        this.step = Optional.of(step);
        this.blockers = blockers;
    }

    /** Every step ran, and writing that down failed. */
    StepFailedException(Exception cause) {
        super(cause);
        this.step = Optional.empty();
        this.blockers = List.of();
    }

    Optional<Step> step() {
        return step;
    }

    List<Blocking> blockers() {
        return blockers;
    }
}

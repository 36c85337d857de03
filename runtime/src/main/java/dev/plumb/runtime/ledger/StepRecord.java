package dev.plumb.runtime.ledger;

import dev.plumb.plan.Step;
import java.time.Instant;

/** A step that ran, and when. */
public record StepRecord(Step step, Instant started, Instant finished) {}

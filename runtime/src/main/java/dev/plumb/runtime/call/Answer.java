package dev.plumb.runtime.call;

import dev.plumb.plugin.Outcome;

/**
 * What came of one row.
 *
 * @param attempts how many calls it took, 0 when its result is null by definition
 */
public record Answer(Outcome outcome, int attempts) {}

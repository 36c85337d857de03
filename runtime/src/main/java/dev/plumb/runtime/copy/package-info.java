/**
 * Copies a consistent part of an environment's rows into another one with the same schema: which rows, what is masked, how they
 * get there. Knows neither projects nor the ledger.
 */
@NullMarked
package dev.plumb.runtime.copy;

import org.jspecify.annotations.NullMarked;

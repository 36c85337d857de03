/**
 * Keeping the cells of functions right: taking the notes that the triggers leave, computing, writing. Knows no spec, no plan and no
 * backfill.
 */
@NullMarked
package dev.plumb.runtime.work;

import org.jspecify.annotations.NullMarked;

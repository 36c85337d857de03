/**
 * Calling functions of computed columns: in batches, several at once, again after failures, and no faster than all processes together
 * may. Knows no tables.
 */
@NullMarked
package dev.plumb.runtime.call;

import org.jspecify.annotations.NullMarked;

/** What the tests of functions, backfills and workers share: functions made in the test, tables with cells, the invariant. */
@NullMarked
package dev.plumb.runtime.cell;

import org.jspecify.annotations.NullMarked;

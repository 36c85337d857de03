/** Tests of backfills on real servers. */
@NullMarked
package dev.plumb.runtime.backfill;

import org.jspecify.annotations.NullMarked;

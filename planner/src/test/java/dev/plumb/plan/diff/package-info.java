/** What comparisons know, without plans around them. */
@NullMarked
package dev.plumb.plan.diff;

import org.jspecify.annotations.NullMarked;

/** What the {@code renamed_from} hints of a spec mean for a live schema: which names still have to change. */
@NullMarked
package dev.plumb.plan.rename;

import org.jspecify.annotations.NullMarked;

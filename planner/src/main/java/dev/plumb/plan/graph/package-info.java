/** Ordering of anything by what must come before what. Knows nothing of plans or schemas. */
@NullMarked
package dev.plumb.plan.graph;

import org.jspecify.annotations.NullMarked;

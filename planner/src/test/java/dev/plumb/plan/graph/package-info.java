/** Orders of small graphs. */
@NullMarked
package dev.plumb.plan.graph;

import org.jspecify.annotations.NullMarked;

/**
 * Makes a plan: decides what may be touched, follows changes to what depends on them, orders the statements and divides them
 * into transactions. What differs and how it is altered is for {@code dev.plumb.plan.diff} to know.
 */
@NullMarked
package dev.plumb.plan.planning;

import org.jspecify.annotations.NullMarked;

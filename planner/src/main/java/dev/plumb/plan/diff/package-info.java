/**
 * What differs between the declared and the live state of one thing, and the statements that take it from one to the other:
 * one comparison for each kind. A comparison knows its own thing and what was done to the things that it depends on; the order
 * of statements of different things is made elsewhere.
 */
@NullMarked
package dev.plumb.plan.diff;

import org.jspecify.annotations.NullMarked;

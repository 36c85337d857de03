/**
 * The plan and how it is made: pure functions of the desired schema, the live schema and facts about it. No I/O, no clock,
 * no randomness; of other modules only the schema model is imported.
 */
@NullMarked
package dev.plumb.plan;

import org.jspecify.annotations.NullMarked;

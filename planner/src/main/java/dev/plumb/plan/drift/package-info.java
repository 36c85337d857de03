/**
 * Who has changed what: the declared, the last applied and the live state of each thing, compared attribute by attribute. Knows the
 * schema model and the plan; it decides nothing and makes no statements.
 */
@NullMarked
package dev.plumb.plan.drift;

import org.jspecify.annotations.NullMarked;

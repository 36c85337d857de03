/**
 * The plan as a versioned document, and what is made of it: JSON, text, a psql script. {@link
 * dev.plumb.plan.render.PlanDocument} alone looks at a {@link dev.plumb.plan.Plan}; every renderer reads only the document,
 * so that a plan read back from a file shows exactly what a fresh one shows. No terminal, no files, no decisions.
 */
@NullMarked
package dev.plumb.plan.render;

import org.jspecify.annotations.NullMarked;

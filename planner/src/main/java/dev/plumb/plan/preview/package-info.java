/**
 * What is said about plans beside the code that they come from: on a pull request, in annotations of its lines. Works on {@link
 * dev.plumb.plan.render.PlanDocument documents} alone: it may use {@code dev.plumb.plan.render}, and nothing that plans or runs.
 */
@NullMarked
package dev.plumb.plan.preview;

import org.jspecify.annotations.NullMarked;

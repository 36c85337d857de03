/** Tests of the plan's document and of what is made of it. */
@NullMarked
package dev.plumb.plan.render;

import org.jspecify.annotations.NullMarked;

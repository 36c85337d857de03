/** Renames without a database. */
@NullMarked
package dev.plumb.plan.rename;

import org.jspecify.annotations.NullMarked;

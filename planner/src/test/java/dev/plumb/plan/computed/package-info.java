/** Tests of the SQL that keeps computed columns right, without a server. */
@NullMarked
package dev.plumb.plan.computed;

import org.jspecify.annotations.NullMarked;

/** Plans made of records, without a database. */
@NullMarked
package dev.plumb.plan.planning;

import org.jspecify.annotations.NullMarked;

/** The reader of the catalog against real servers. */
@NullMarked
package dev.plumb.runtime.catalog;

import org.jspecify.annotations.NullMarked;

/** Tests of the worker on real servers. */
@NullMarked
package dev.plumb.runtime.work;

import org.jspecify.annotations.NullMarked;

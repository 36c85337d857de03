/** Tests of calling functions. */
@NullMarked
package dev.plumb.runtime.call;

import org.jspecify.annotations.NullMarked;

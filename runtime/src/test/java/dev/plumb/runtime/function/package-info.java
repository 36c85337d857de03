/** Functions that are compiled into jars while the test runs. */
@NullMarked
package dev.plumb.runtime.function;

import org.jspecify.annotations.NullMarked;

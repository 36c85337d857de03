@NullMarked
package dev.plumb.runtime.computed;

import org.jspecify.annotations.NullMarked;

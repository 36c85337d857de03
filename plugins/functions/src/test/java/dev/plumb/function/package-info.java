@NullMarked
package dev.plumb.function;

import org.jspecify.annotations.NullMarked;

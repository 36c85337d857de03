@NullMarked
package dev.plumb.function.embed;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.plumb.function.url;

import org.jspecify.annotations.NullMarked;

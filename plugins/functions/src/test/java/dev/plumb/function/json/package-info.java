@NullMarked
package dev.plumb.function.json;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.plumb.function.text;

import org.jspecify.annotations.NullMarked;

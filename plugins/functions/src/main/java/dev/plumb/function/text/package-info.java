/** Functions of texts. Pure: the same text gives the same result, on every machine. */
@NullMarked
package dev.plumb.function.text;

import org.jspecify.annotations.NullMarked;

/** Functions of URLs. Pure: nothing is looked up. */
@NullMarked
package dev.plumb.function.url;

import org.jspecify.annotations.NullMarked;
